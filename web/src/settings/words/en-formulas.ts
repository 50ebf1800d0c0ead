import type { FormulaProblemCode } from '@tendero/model/formula/problem'

type Told = (found: string, expected: string) => string

const problems: Readonly<Record<FormulaProblemCode, Told>> = {
  empty_formula: () => 'Write a formula.',
  formula_too_long: () => 'The formula is too long: at most 2,000 characters.',
  formula_too_deep: () => 'There are too many brackets within brackets.',
  formula_too_large: (_found, most) => `The formula, with those that it uses, has too many parts: at most ${most}.`,
  unknown_sign: (sign) => `“${sign}” means nothing here.`,
  unclosed_text: () => 'This text lacks its closing quotation mark.',
  refused_text: () => 'This text contains characters that cannot be kept.',
  number_too_long: () => 'This number has too many digits.',
  unexpected: (found) => `“${found}” does not belong here.`,
  unfinished: () => 'Something is missing at the end.',
  unknown_function: (name) => `There is no function “${name}”.`,
  wrong_count: (name, count) => `“${name}” takes ${count} values in its brackets.`,
  wrong_type: (found, expected) => `This is ${found}, but it must be ${expected}.`,
  types_differ: (found) => `This is ${found}, unlike what stands before it. Both must be of one kind.`,
  not_ordered: () => 'Only numbers and dates come before or after one another.',
  compared_with_nothing: () => 'Nothing equals an empty text. Ask with blank(…).',
  wrong_places: (_found, most) => `Write how many decimal places: a whole number up to ${most}.`,
  wrong_day: () => 'Write a day as date("2026-03-31").',
  unknown_field: (name) => `There is no field “${name}”.`,
  unusable_field: (name) => `“${name}” cannot be used here.`,
  circular: (name) => `“${name}” is worked out with this field itself.`,
  broken_field: (name) => `“${name}” cannot be worked out itself.`,
}

export const formulas = {
  formula: 'Formula',
  lead: 'Fields by their API names, numbers, "texts", + − * / %, comparisons, and, or, not, & to join, and functions.',
  names: 'Fields and functions that can be used',
  fields: 'Fields',
  functions: 'Functions',
  referredFields: 'Fields of linked records',
  suggestions: 'What may stand here',
  gives: (type: string) => `Gives ${type}.`,
  preview: (title: string) => `On “${title}”`,
  nothing: 'Nothing',
  anotherCurrency: 'An amount is in another currency; what comes out is shown when the field is saved.',
  types: {
    integer: 'a whole number',
    decimal: 'a decimal number',
    number: 'a number',
    percent: 'a percentage',
    money: 'an amount of money',
    text: 'a text',
    boolean: 'yes or no',
    date: 'a date',
  },
  problems,
}

export const rollUps = {
  of: 'Of which records',
  measure: 'What it tells',
  measures: { count: 'How many there are', sum: 'Sum', average: 'Average', min: 'Least', max: 'Greatest' },
  field: 'Of the field',
  narrow: 'Only some of them',
  kept: 'Keep, so that lists sort and filter by it',
  keptLead: 'It is kept up to date with every change. Records that exist already are filled in the background.',
  tellsSeen: 'Each person is told of the records that they may see.',
  tellsAll: 'It tells of all records. Only people who may see all of them see this field.',
}
