import { defineObject } from '../define-object.ts'
import { boolean } from '../fields/boolean.ts'
import { choice } from '../fields/choice.ts'
import { integer } from '../fields/integer.ts'
import { text } from '../fields/text.ts'

/** The company itself. Its id is the workspace id of every row. */
export const workspace = defineObject({
  name: 'workspace',
  collection: 'workspaces',
  label: {
    en: ['Workspace', 'Workspaces'],
    es: ['Espacio de trabajo', 'Espacios de trabajo'],
    et: ['Tööruum', 'Tööruumid', 'tööruumi'],
  },
  icon: 'building',
  fields: {
    name: text({ label: ['Name', 'Nombre', 'Nimi'], required: true, maxLength: 100 }),
    slug: text({
      label: ['Short name in addresses', 'Nombre corto en direcciones', 'Lühinimi aadressides'],
      computed: true,
      required: true,
    }),
    baseCurrency: text({ label: ['Currency', 'Moneda', 'Valuuta'], required: true, maxLength: 3, createOnly: true }),
    country: text({ label: ['Country', 'País', 'Riik'], required: true, maxLength: 2 }),
    language: choice({
      label: ['Language', 'Idioma', 'Keel'],
      required: true,
      choices: [
        { value: 'en', label: 'English' },
        { value: 'es', label: 'Español' },
        { value: 'et', label: 'Eesti' },
      ],
    }),
    timeZone: text({ label: ['Time zone', 'Zona horaria', 'Ajavöönd'], required: true, maxLength: 60 }),
    fiscalYearStart: integer({
      label: ['First month of the fiscal year', 'Primer mes del año fiscal', 'Majandusaasta esimene kuu'],
      required: true,
      default: 1,
      minimum: 1,
      maximum: 12,
    }),
    fileLimit: integer({
      label: ['Largest file (MB)', 'Archivo más grande (MB)', 'Suurim fail (MB)'],
      required: true,
      default: 25,
      minimum: 1,
      maximum: 5_000,
    }),
    fileQuota: integer({
      label: ['Room for files (MB)', 'Espacio para archivos (MB)', 'Ruum failidele (MB)'],
      required: true,
      default: 10_000,
      minimum: 1,
      maximum: 10_000_000,
    }),
    secondFactorRequired: boolean({
      label: ['Require two factors', 'Exigir dos factores', 'Nõua kahte tegurit'],
      required: true,
      default: false,
    }),
    clockOffset: integer({
      label: ['Clock offset (seconds)', 'Desfase del reloj (segundos)', 'Kella nihe (sekundites)'],
      required: true,
      default: 0,
      hidden: true,
    }),
  },
  title: 'name',
  list: ['name', 'slug', 'baseCurrency', 'timeZone'],
  owned: false,
  access: { create: 'none', read: 'all', edit: 'none', delete: 'none' },
  settings: true,
  metadata: true,
})
