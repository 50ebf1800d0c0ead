import { defineObject } from '../define-object.ts'
import { choice } from '../fields/choice.ts'
import { document } from '../fields/document.ts'
import { integer } from '../fields/integer.ts'
import { percent } from '../fields/percent.ts'
import { ref } from '../fields/reference.ts'
import { tags } from '../fields/tags.ts'
import { text } from '../fields/text.ts'
import { forecastCategories } from './forecast-categories.ts'

/** A step of a pipeline. */
export const stage = defineObject({
  name: 'stage',
  collection: 'stages',
  label: {
    en: ['Stage', 'Stages'],
    es: ['Etapa', 'Etapas'],
    et: ['Etapp', 'Etapid', 'etappi'],
  },
  icon: 'stairs',
  fields: {
    name: text({ label: ['Name', 'Nombre', 'Nimi'], required: true, maxLength: 100 }),
    labels: document({ label: ['Translations', 'Traducciones', 'Tõlked'], hidden: true }),
    pipeline: ref('pipeline', { label: ['Pipeline', 'Embudo', 'Müügitoru'], required: true, createOnly: true }),
    position: integer({ label: ['Position', 'Posición', 'Järjekord'], required: true, assumed: true }),
    category: choice({
      label: ['Means', 'Significa', 'Tähendus'],
      required: true,
      default: 'open',
      choices: [
        { value: 'open', label: { en: 'Open', es: 'Abierta', et: 'Avatud' }, color: 'blue' },
        { value: 'won', label: { en: 'Won', es: 'Ganada', et: 'Võidetud' }, color: 'green' },
        { value: 'lost', label: { en: 'Lost', es: 'Perdida', et: 'Kaotatud' }, color: 'red' },
      ],
    }),
    probability: percent({
      label: ['Probability', 'Probabilidad', 'Tõenäosus'],
      required: true,
      default: 0,
      minimum: 0,
      maximum: 100,
    }),
    forecastCategory: choice({
      label: ['Forecast category', 'Categoría de previsión', 'Prognoosi kategooria'],
      required: true,
      default: 'pipeline',
      choices: forecastCategories,
    }),
    requiredFields: tags({ label: ['Required on entering', 'Obligatorio al entrar', 'Nõutud sisenemisel'] }),
    maxAge: integer({
      label: ['Stale after (days)', 'Estancada tras (días)', 'Seisab pärast (päevi)'],
      minimum: 1,
      maximum: 3650,
    }),
    workInProgressLimit: integer({
      label: ['Work-in-progress limit', 'Límite de trabajo en curso', 'Pooleliolevate piir'],
      minimum: 1,
      maximum: 10_000,
    }),
  },
  title: 'name',
  list: ['position', 'name', 'pipeline', 'category', 'probability', 'forecastCategory', 'maxAge'],
  owned: false,
  access: { create: 'none', read: 'all', edit: 'none', delete: 'none' },
  keys: ['name'],
  indexes: [['pipeline', 'position']],
  settings: true,
  metadata: true,
})
