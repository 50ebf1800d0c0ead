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

export function timeZones(): readonly string[] {
  return Intl.supportedValuesOf('timeZone')
}

/** The likely country of the person, by their browser; Spain when it does not say. */
export function likelyCountry(): string {
  for (const tag of navigator.languages) {
    const { region } = new Intl.Locale(tag).maximize()
    if (region && tag.includes('-')) return region
  }
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return zone === 'Europe/Tallinn' ? 'EE' : 'ES'
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
