import type { FormulaProblemCode } from '@tendero/model/formula/problem'

type Told = (found: string, expected: string) => string

const problems: Readonly<Record<FormulaProblemCode, Told>> = {
  empty_formula: () => 'Escribe una fórmula.',
  formula_too_long: () => 'La fórmula es demasiado larga: 2000 caracteres como mucho.',
  formula_too_deep: () => 'Hay demasiados paréntesis dentro de paréntesis.',
  formula_too_large: (_found, most) => `La fórmula, con las que utiliza, tiene demasiadas partes: ${most} como mucho.`,
  unknown_sign: (sign) => `«${sign}» no significa nada aquí.`,
  unclosed_text: () => 'A este texto le faltan las comillas de cierre.',
  refused_text: () => 'Este texto contiene caracteres que no se pueden guardar.',
  number_too_long: () => 'Este número tiene demasiadas cifras.',
  unexpected: (found) => `«${found}» no va aquí.`,
  unfinished: () => 'Falta algo al final.',
  unknown_function: (name) => `No existe la función «${name}».`,
  wrong_count: (name, count) => `«${name}» lleva ${count} valores entre paréntesis.`,
  wrong_type: (found, expected) => `Esto es ${found}, pero tiene que ser ${expected}.`,
  types_differ: (found) => `Esto es ${found}, distinto de lo anterior. Ambos tienen que ser del mismo tipo.`,
  not_ordered: () => 'Solo los números y las fechas van antes o después unos de otros.',
  compared_with_nothing: () => 'Nada es igual a un texto vacío. Pregunta con blank(…).',
  wrong_places: (_found, most) => `Escribe cuántos decimales: un número entero hasta ${most}.`,
  wrong_day: () => 'Escribe el día así: date("2026-03-31").',
  unknown_field: (name) => `No existe el campo «${name}».`,
  unusable_field: (name) => `«${name}» no se puede usar aquí.`,
  circular: (name) => `«${name}» se calcula con este mismo campo.`,
  broken_field: (name) => `«${name}» no se puede calcular.`,
}

export const formulas = {
  formula: 'Fórmula',
  lead: 'Campos por su nombre en la API, números, "textos", + − * / %, comparaciones, and, or, not, & para unir y funciones.',
  names: 'Campos y funciones que se pueden usar',
  fields: 'Campos',
  functions: 'Funciones',
  referredFields: 'Campos de registros enlazados',
  suggestions: 'Qué puede ir aquí',
  gives: (type: string) => `Da ${type}.`,
  preview: (title: string) => `En «${title}»`,
  nothing: 'Nada',
  anotherCurrency: 'Hay un importe en otra moneda; el resultado se ve al guardar el campo.',
  types: {
    integer: 'un número entero',
    decimal: 'un número decimal',
    number: 'un número',
    percent: 'un porcentaje',
    money: 'un importe',
    text: 'un texto',
    boolean: 'sí o no',
    date: 'una fecha',
  },
  problems,
}

export const rollUps = {
  of: 'De qué registros',
  measure: 'Qué dice',
  measures: { count: 'Cuántos hay', sum: 'Suma', average: 'Media', min: 'Mínimo', max: 'Máximo' },
  field: 'Del campo',
  narrow: 'Solo algunos',
  kept: 'Guardarlo, para ordenar y filtrar listas por él',
  keptLead: 'Se mantiene al día con cada cambio. Los registros que ya existen se rellenan en segundo plano.',
  tellsSeen: 'A cada persona le habla de los registros que puede ver.',
  tellsAll: 'Habla de todos los registros. Solo ven este campo quienes pueden verlos todos.',
}
