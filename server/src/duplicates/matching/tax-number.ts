import * as at from 'stdnum/lib/cjs/at/index.js'
import * as be from 'stdnum/lib/cjs/be/index.js'
import * as bg from 'stdnum/lib/cjs/bg/index.js'
import * as ch from 'stdnum/lib/cjs/ch/index.js'
import * as cy from 'stdnum/lib/cjs/cy/index.js'
import * as cz from 'stdnum/lib/cjs/cz/index.js'
import * as de from 'stdnum/lib/cjs/de/index.js'
import * as dk from 'stdnum/lib/cjs/dk/index.js'
import * as ee from 'stdnum/lib/cjs/ee/index.js'
import * as es from 'stdnum/lib/cjs/es/index.js'
import * as fi from 'stdnum/lib/cjs/fi/index.js'
import * as fr from 'stdnum/lib/cjs/fr/index.js'
import * as gb from 'stdnum/lib/cjs/gb/index.js'
import * as gr from 'stdnum/lib/cjs/gr/index.js'
import * as hr from 'stdnum/lib/cjs/hr/index.js'
import * as hu from 'stdnum/lib/cjs/hu/index.js'
import * as ie from 'stdnum/lib/cjs/ie/index.js'
import * as it from 'stdnum/lib/cjs/it/index.js'
import * as lt from 'stdnum/lib/cjs/lt/index.js'
import * as lu from 'stdnum/lib/cjs/lu/index.js'
import * as lv from 'stdnum/lib/cjs/lv/index.js'
import * as mt from 'stdnum/lib/cjs/mt/index.js'
import * as nl from 'stdnum/lib/cjs/nl/index.js'
import * as no from 'stdnum/lib/cjs/no/index.js'
import * as pl from 'stdnum/lib/cjs/pl/index.js'
import * as pt from 'stdnum/lib/cjs/pt/index.js'
import * as ro from 'stdnum/lib/cjs/ro/index.js'
import * as se from 'stdnum/lib/cjs/se/index.js'
import * as si from 'stdnum/lib/cjs/si/index.js'
import * as sk from 'stdnum/lib/cjs/sk/index.js'

/** Says whether a number in plain capitals and digits keeps a national rule. */
type Rule = (number: string) => boolean

interface Validator {
  validate(number: string): { readonly isValid: boolean }
}

const keeps =
  ({ validate }: Validator): Rule =>
  (number) =>
    validate(number).isValid

/** The rules by which companies and people are numbered for taxes in a country: a number is one if it keeps any. */
const rules: Readonly<Record<string, readonly Rule[]>> = {
  AT: [keeps(at.uid), keeps(at.tin)],
  BE: [keeps(be.vat), keeps(be.nn)],
  BG: [keeps(bg.vat), keeps(bg.egn), keeps(bg.pnf)],
  CH: [keeps(ch.uid), keeps(ch.vat), keeps(ch.ssn)],
  CY: [keeps(cy.vat)],
  CZ: [keeps(cz.dic), keeps(cz.rc), isCzechWithoutBirthNumber],
  DE: [keeps(de.vat), keeps(de.idnr), keeps(de.stnr)],
  DK: [keeps(dk.cvr), keeps(dk.cpr)],
  EE: [keeps(ee.kmkr), keeps(ee.registrikood), isEstonianPerson],
  ES: [keeps(es.nif)],
  FI: [keeps(fi.alv), keeps(fi.ytunnus), keeps(fi.hetu)],
  FR: [keeps(fr.tva), keeps(fr.siren), keeps(fr.siret), keeps(fr.nif), keeps(fr.nir)],
  GB: [keeps(gb.vat), keeps(gb.utr), keeps(gb.nino)],
  GR: [keeps(gr.vat)],
  HR: [keeps(hr.oib)],
  HU: [keeps(hu.anum)],
  IE: [keeps(ie.vat), keeps(ie.pps)],
  IT: [keeps(it.iva), keeps(it.codicefiscale)],
  LT: [keeps(lt.pvm), keeps(lt.asmens)],
  LU: [keeps(lu.tva)],
  LV: [keeps(lv.pvn)],
  MT: [keeps(mt.vat)],
  NL: [keeps(nl.btw), keeps(nl.bsn)],
  NO: [keeps(no.orgnr), keeps(no.mva), keeps(no.fodselsnummer)],
  PL: [keeps(pl.nip), keeps(pl.regon), keeps(pl.pesel)],
  PT: [keeps(pt.nif)],
  RO: [keeps(ro.cif), keeps(ro.cui), keeps(ro.cnp)],
  SE: [keeps(se.vat), keeps(se.orgnr), keeps(se.personnummer)],
  SI: [keeps(si.ddv)],
  SK: [keeps(sk.dph), keeps(sk.rc)],
}

/** Prefixes that are not the code of their country. */
const prefixes: Readonly<Record<string, string>> = { EL: 'GR', XI: 'GB' }

/** The first digit says sex and century; 1 to 8 are given. */
function isEstonianPerson(number: string): boolean {
  return /^[1-8]/.test(number) && keeps(ee.ik)(number)
}

/** Nine digits from 6 on, for traders without a birth number; Czech tax law's own check digit. */
function isCzechWithoutBirthNumber(number: string): boolean {
  if (!/^6\d{8}$/.test(number)) return false
  const sum = [...number.slice(1, -1)].reduce((total, digit, i) => total + (8 - i) * Number(digit), 0)
  return Number(number.at(-1)) === (18 - ((10 - (sum % 11)) % 11)) % 10
}

interface Spelled {
  /** The country that the number itself names, or the one that was given. */
  readonly country: string | undefined
  /** Without the prefix of its country. */
  readonly number: string
}

/**
 * Prefix and number apart. Two letters are a prefix where what follows keeps a rule of their country, or looks like a number
 * with a slip: codes of people in Italy begin with the letters of their names.
 */
function spelled(text: string, country: string | undefined): Spelled {
  const plain = text.toUpperCase().replace(/[^A-Z0-9+*]/g, '')
  if (country && keepsAny(country, plain)) return { country, number: withoutPrefix(plain, country) }
  const letters = plain.slice(0, 2)
  const named = prefixes[letters] ?? letters
  const rest = plain.slice(2)
  const isPrefixed = named in rules && (keepsAny(named, rest) || isLikeNumber(rest))
  return isPrefixed ? { country: named, number: rest } : { country, number: plain }
}

const withoutPrefix = (plain: string, country: string) =>
  (prefixes[plain.slice(0, 2)] ?? plain.slice(0, 2)) === country && keepsAny(country, plain.slice(2))
    ? plain.slice(2)
    : plain

const isLikeNumber = (text: string) => /^(?:\D?\d){6,}\D{0,2}$/.test(text) && text.replace(/\d/g, '').length <= 2

function keepsAny(country: string, number: string): boolean {
  return (rules[country] ?? []).some((rule) => rule(number))
}

/**
 * A tax number as it is compared: capitals and digits, without the prefix of its country.
 * @param country ISO 3166 code of where its bearer is, for numbers that do not say theirs
 * @example taxNumberKey('ES-B 12345674') //=> 'B12345674'
 * @example taxNumberKey('444.503.092', 'BE') //=> '0444503092'
 */
export function taxNumberKey(text: string, country?: string): string {
  const { number, country: named } = spelled(text, country)
  // Belgium's were lengthened by a nought in 2005.
  return named === 'BE' && /^\d{9}$/.test(number) ? `0${number}` : number
}

/**
 * Does a tax number break the rules of its country? Of countries whose rules are not known, none does.
 * @param country ISO 3166 code of where its bearer is, for numbers that do not say theirs
 */
export function isWrongTaxNumber(text: string, country?: string): boolean {
  const { country: named, number } = spelled(text, country)
  return named !== undefined && named in rules && !keepsAny(named, number)
}
