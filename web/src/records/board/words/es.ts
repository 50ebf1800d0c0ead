import { counter } from '../../../i18n/plural.ts'
import type { Words } from './en.ts'

const n = counter('es')

export const words: Words = {
  by: 'Columnas por',
  cards: 'Tarjetas',
  cardsLead: 'Qué muestra cada tarjeta.',
  pipeline: 'Embudo',
  column: (title, count) => `${title}: ${count}`,
  without: (field) => `Sin ${field.toLowerCase()}`,
  empty: 'Aquí no hay nada',
  loadingMore: 'Cargando más…',
  expand: (title) => `Abrir la columna ${title}`,
  collapse: (title) => `Estrechar la columna ${title}`,
  cardMenu: (title) => `Más sobre ${title}`,
  moveTo: 'Mover a',
  grip: (title) => `Mover ${title}`,
  gripRole: 'tarjeta que se puede mover',
  moved: (title, column) => `${title} está ahora en ${column}`,
  days: (count) => `${n(count, 'día', 'días')} en esta etapa`,
  daysShort: (count) => `${count} d`,
  stale: (count) => `${n(count, 'día', 'días')} en esta etapa, más de lo debido`,
  noStep: 'Sin próximo paso',
  stepDue: (subject, when) => `${subject}, ${when}`,
  previousColumn: 'Columna anterior',
  nextColumn: 'Columna siguiente',
  instructions:
    'Pulsa Espacio o Intro para coger la tarjeta, las flechas izquierda y derecha para elegir la columna, otra vez Espacio o Intro para soltarla y Escape para dejarla donde estaba.',
  picked: (title, column) => `${title} cogida de ${column}.`,
  over: (title, column) => `${title} está sobre ${column}.`,
  dropped: (title, column) => `${title} se ha soltado en ${column}.`,
  cancelled: (title) => `${title} se queda donde estaba.`,
}
