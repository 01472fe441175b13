"""Invented names: of countries, people, parties, groups, towns. None of them is a name of the sample or of a test."""

from __future__ import annotations

import random

_HEADS = (
    "Bran Cor Dal Dor Ermin Fal Gran Hest Istr Jar Kam Lend Mal Nor Orl Pan Quen Rov Sal Tarn Ulv Vesp Wend Yor Zan "
    "Ald Ben Cass Drev Elb Fern Gild Harn Ilm Jov Kord Lask Mern Nav Ost Perd Rast Sov Trel Urb Vard"
).split()
_LANDS = "ia land ova mark onia aria istan ea ovia mere".split()
_TOWNS = "grad ville ton burg ana ino esti heim port ado vik".split()
_FIRST = (
    "Ada Boris Clara Davit Elin Farid Greta Hugo Irina Jonas Klara Luka Mira Nils Olga Petra Rosa Stefan Tamar Ulrik "
    "Vera Wanda Yusuf Zoran Amina Bruno Chiara Diego Esther Felix Gabor Hana Ines Joao Kofi Leila Marta Nadia Omar Pia"
).split()
_LAST = "sen ić ova man ell ard ini escu dze yan ek aro oux ström ber tti ov o".split()
_ADJECTIVES = "Free New United Democratic National Green Popular Social Open Common Fair Civic Liberal".split()
_NOUNS = "Union Front Alliance Path Movement Homeland Future Labour Choice Voice League Centre Hope".split()
_WATCH = "Watch Monitor Vote Observers Ballot Eye Transparency Citizens".split()
_BODIES = (
    "ODIHR|the OSCE Parliamentary Assembly|the European Parliament|the Council of Europe|the African Union|"
    "the Commonwealth|the Carter Center|the European Union|the Organization of American States|ENEMO"
).split("|")
_TONGUES = "Hestian Urbish Kordic Malan Senic Drevish Tarnic Lendish Oran Vardic".split()
_ROLES = (
    "Head of the election observation mission|Special Co-ordinator and leader of the short-term observers|"
    "Head of the delegation|Chief Observer|deputy head of the mission|Head of the parliamentary delegation"
).split("|")


def country(chance: random.Random) -> str:
    """A country's name."""
    return chance.choice(_HEADS) + chance.choice(_LANDS)


def adjective(country: str) -> str:
    """Of a country: ``Norlandic``, ``Dalovian``."""
    for ending, own in (("land", "landic"), ("istan", "istani"), ("ia", "ian"), ("a", "an"), ("mark", "markish")):
        if country.endswith(ending):
            return country.removesuffix(ending) + own
    return country + "ian"


def town(chance: random.Random) -> str:
    """A town's name."""
    return chance.choice(_HEADS) + chance.choice(_TOWNS)


def person(chance: random.Random) -> str:
    """First and last name."""
    return f"{chance.choice(_FIRST)} {chance.choice(_HEADS)}{chance.choice(_LAST)}"


def party(chance: random.Random) -> str:
    """A party's name, also with the country's or a town's sound in it."""
    return f"{chance.choice(_ADJECTIVES)} {chance.choice([*_NOUNS, country(chance)])}"


def group(chance: random.Random) -> str:
    """A group of citizen observers."""
    return f"{chance.choice([*_ADJECTIVES, town(chance)])} {chance.choice(_WATCH)}"


def body(chance: random.Random) -> str:
    """An observing body."""
    return chance.choice(_BODIES)


def role(chance: random.Random) -> str:
    """What a speaker of a mission is."""
    return chance.choice(_ROLES)


def tongue(chance: random.Random) -> str:
    """A minority's language."""
    return chance.choice(_TONGUES)
