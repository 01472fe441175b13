"""Does this text carry that sentence?"""
