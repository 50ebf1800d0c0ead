import type { FieldOptions } from '../../field-type.ts'
import { choiceType } from '../choice.ts'
import { choicesType } from '../choices.ts'
import { tagsType } from '../tags.ts'
import { containment, membership, type Table, table } from './table.ts'

const colours: FieldOptions = {
  choices: [
    { value: 'red', label: { en: 'Red', es: 'Rojo', et: 'Punane' } },
    { value: 'sky_blue', label: 'Sky blue' },
  ],
}

export const choices: readonly Table<never>[] = [
  table({
    type: choiceType,
    options: colours,
    parse: [
      ['red', 'red'],
      ['Rojo', '!not_a_choice'],
      [1, '!not_text'],
    ],
    csv: [
      [['ROJO'], 'red'],
      [['punane'], 'red'],
      [['Sky blue'], 'sky_blue'],
      [['pink'], '!not_a_choice'],
      [[''], null],
    ],
    format: [
      ['red', 'Red', 'Rojo', 'Punane'],
      ['sky_blue', 'Sky blue', 'Sky blue', 'Sky blue'],
      ['gone', 'gone', 'gone', 'gone'],
    ],
    operators: membership,
  }),
  table({
    type: choicesType,
    options: colours,
    parse: [
      [['red', 'red'], ['red']],
      [[], '!empty'],
      [['pink'], '!not_a_choice'],
      ['red', '!not_a_list'],
    ],
    csv: [
      [['rojo; sky blue'], ['red', 'sky_blue']],
      [['red|pink'], '!not_a_choice'],
      [[''], null],
    ],
    format: [[['red', 'sky_blue'], 'Red, Sky blue', 'Rojo, Sky blue', 'Punane, Sky blue']],
    operators: containment,
  }),
  table({
    type: tagsType,
    parse: [
      [
        ['a', ' a ', 'b  c'],
        ['a', 'b c'],
      ],
      [[], '!empty'],
      [[' '], '!empty'],
      [Array.from({ length: 51 }, (_, i) => `t${i}`), '!too_many'],
      ['a', '!not_a_list'],
    ],
    csv: [
      [['a; b|c'], ['a', 'b', 'c']],
      [[''], null],
    ],
    format: [[['a', 'b'], 'a, b', 'a, b', 'a, b']],
    operators: containment,
  }),
]
