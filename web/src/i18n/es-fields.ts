import type { Words } from './en.ts'
import { counter } from './plural.ts'

const n = counter('es')

export const fields: Words['fields'] = {
  currency: 'Moneda',
  street: 'Calle',
  postcode: 'Código postal',
  city: 'Ciudad',
  region: 'Provincia',
  country: 'País',
  date: 'Fecha',
  time: 'Hora',
  choose: 'Elige…',
  searchRecord: 'Escribe para buscar…',
  createRecord: (name) => `Crear «${name}»`,
  noMatch: 'Nada coincide',
  clear: (label) => `Borrar ${label}`,
  invalidPhone: 'Este número probablemente esté mal',
  call: (number) => `Llamar a ${number}`,
  writeTo: (address) => `Escribir a ${address}`,
  tagHint: 'Escribe una etiqueta y pulsa Intro',
  durationHint: '1:30, 90 min, 1h 30m',
  moods: ['Enfadado', 'Descontento', 'Neutral', 'Contento', 'Encantado'],
  noMood: 'Sin ánimo',
  openLink: 'Se abre en otra pestaña',
  more: (count) => `+${count}`,
}

export const operators: Words['operators'] = {
  is: 'es',
  is_not: 'no es',
  any_of: 'es alguno de',
  none_of: 'no es ninguno de',
  is_empty: 'está vacío',
  is_not_empty: 'no está vacío',
  less: 'menor que',
  at_most: 'como máximo',
  greater: 'mayor que',
  at_least: 'como mínimo',
  between: 'entre',
  contains: 'contiene',
  not_contains: 'no contiene',
  starts_with: 'empieza por',
  has_any: 'tiene alguna de',
  has_all: 'tiene todas',
  has_none: 'no tiene ninguna de',
  in: 'en el periodo',
  on: 'el día',
}

export const dateOperators: Words['dateOperators'] = {
  less: 'antes de',
  at_most: 'hasta',
  greater: 'después de',
  at_least: 'desde',
  is: 'el día',
  is_not: 'no es el día',
}

export const periods: Words['periods'] = {
  today: 'hoy',
  yesterday: 'ayer',
  tomorrow: 'mañana',
  this_week: 'esta semana',
  last_week: 'la semana pasada',
  next_week: 'la semana que viene',
  this_month: 'este mes',
  last_month: 'el mes pasado',
  next_month: 'el mes que viene',
  this_quarter: 'este trimestre',
  last_quarter: 'el trimestre pasado',
  next_quarter: 'el trimestre que viene',
  this_year: 'este año',
  last_year: 'el año pasado',
  next_year: 'el año que viene',
  this_fiscal_year: 'este año fiscal',
  last_fiscal_year: 'el año fiscal pasado',
  past: 'en el pasado',
  future: 'en el futuro',
}

export const relative: Words['relative'] = {
  period: 'Periodo',
  lastDays: (count) => (count === 1 ? 'el último día' : `los últimos ${n(count, 'día', 'días')}`),
  nextDays: (count) => (count === 1 ? 'el próximo día' : `los próximos ${n(count, 'día', 'días')}`),
  lastDaysChoice: 'los últimos … días',
  nextDaysChoice: 'los próximos … días',
  exactDay: 'un día fijo',
  today: 'hoy',
  daysAgo: 'días atrás',
  daysAhead: 'días desde hoy',
  days: 'Días',
  ago: (count) => `hace ${n(count, 'día', 'días')}`,
  ahead: (count) => `dentro de ${n(count, 'día', 'días')}`,
  and: 'y',
}
