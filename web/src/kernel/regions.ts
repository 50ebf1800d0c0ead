import type { Language } from '@tendero/model/translated'

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
/** Regions of CLDR that are no countries of ISO 3166: unions, pseudo-regions, private use. */
const notCountries = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ', 'AC', 'CP', 'CQ', 'DG', 'EA', 'IC', 'TA', 'XK'])

export interface Option {
  readonly value: string
  readonly label: string
}

/** The countries with their names in a language, in its alphabetical order. */
export function countries(language: Language): readonly Option[] {
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' })
  return letters
    .flatMap((a) => letters.map((b) => a + b))
    .filter((code) => !notCountries.has(code) && new Intl.Locale('und', { region: code }).region === code)
    .flatMap((code) => {
      const label = names.of(code)
      return label ? [{ value: code, label }] : []
    })
    .sort((a, b) => a.label.localeCompare(b.label, language))
}

/** The currencies in use with their names: 'EUR – euro'. */
export function currencies(language: Language): readonly Option[] {
  const names = new Intl.DisplayNames(language, { type: 'currency' })
  return Intl.supportedValuesOf('currency').map((code) => ({ value: code, label: `${code} – ${names.of(code)}` }))
}

/** All time zones; this device's own too where the list leaves it out, as it does UTC. */
export function timeZones(): readonly string[] {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), Intl.DateTimeFormat().resolvedOptions().timeZone])]
}

/** The likely country of the person: that of the browser's language. */
export function likelyCountry(): string {
  const regions = navigator.languages.map((tag) => new Intl.Locale(tag))
  const named = regions.find(({ region }) => region !== undefined)
  return named?.region ?? regions[0]?.maximize().region ?? 'ES'
}

/** Currencies of the countries where most of our users are; others choose. */
export function likelyCurrency(country: string): string {
  const own: Readonly<Record<string, string>> = {
    US: 'USD',
    GB: 'GBP',
    CH: 'CHF',
    MX: 'MXN',
    AR: 'ARS',
    CL: 'CLP',
    CO: 'COP',
    PE: 'PEN',
    SE: 'SEK',
    NO: 'NOK',
    DK: 'DKK',
    PL: 'PLN',
    CA: 'CAD',
    AU: 'AUD',
    BR: 'BRL',
    UY: 'UYU',
  }
  return own[country] ?? 'EUR'
}
