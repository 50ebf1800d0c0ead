import type { Choice } from '../field-type.ts'

/** How much a manager counts on a deal, from not at all to closed. */
export const forecastCategories: readonly Choice[] = [
  { value: 'omitted', label: { en: 'Omitted', es: 'Omitida', et: 'Välja jäetud' }, color: 'gray' },
  { value: 'pipeline', label: { en: 'Pipeline', es: 'En curso', et: 'Töös' }, color: 'blue' },
  { value: 'best_case', label: { en: 'Best case', es: 'Mejor caso', et: 'Parim juht' }, color: 'cyan' },
  { value: 'most_likely', label: { en: 'Most likely', es: 'Más probable', et: 'Tõenäoline' }, color: 'teal' },
  { value: 'commit', label: { en: 'Commit', es: 'Comprometida', et: 'Kindel' }, color: 'lime' },
  { value: 'closed', label: { en: 'Closed', es: 'Cerrada', et: 'Suletud' }, color: 'green' },
]
