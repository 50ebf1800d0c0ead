import { documentType } from '../document.ts'
import { fileType } from '../file.ts'
import { imageType } from '../image.ts'
import { identifierType, referenceType } from '../reference.ts'
import { referencesType } from '../references.ts'
import { containment, id, membership, type Table, table, wording } from './table.ts'

const other = id.replace(/ab$/, 'cd')

export const references: readonly Table<never>[] = [
  table({
    type: referenceType,
    parse: [
      [id, id],
      ['Acme', '!not_an_id'],
    ],
    csv: [
      [[id], id],
      [['Acme'], '!not_found'],
      [[''], null],
    ],
    operators: membership,
  }),
  table({
    type: referencesType,
    parse: [
      [[id], [id]],
      [
        [id, other, id],
        [id, other],
      ],
      [[], '!empty'],
      [id, '!not_a_list'],
      [['Acme'], '!not_an_id'],
      [Array.from({ length: 101 }, () => id), '!too_many'],
    ],
    csv: [
      [[`${id}; ${other}`], [id, other]],
      [[`${id}|${other}|`], [id, other]],
      [['Acme'], '!not_found'],
      [[' ; '], null],
    ],
    operators: containment,
  }),
  table({
    type: identifierType,
    parse: [
      [id, id],
      ['x', '!not_an_id'],
    ],
    csv: [[[id], id]],
    operators: membership,
  }),
  table({
    type: documentType,
    parse: [
      [{ a: 1 }, { a: 1 }],
      [[1], '!not_a_document'],
      [{ a: '\u0000' }, '!control_characters'],
    ],
    csv: [
      [['{"a":1}'], { a: 1 }],
      [['{a'], '!not_a_document'],
      [[''], null],
    ],
    operators: ['is_empty', 'is_not_empty'],
  }),
  ...[fileType, imageType].map((type) =>
    table({
      type,
      parse: [
        [id, { id, name: '', type: '', size: 0 }],
        [{ id }, { id, name: '', type: '', size: 0 }],
        [
          { id, name: 'a.png', type: 'image/png', size: 3 },
          { id, name: 'a.png', type: 'image/png', size: 3 },
        ],
        [
          { id, name: 1, type: null, size: '3' },
          { id, name: '', type: '', size: 0 },
        ],
        ['a.png', '!not_a_file'],
        [{ name: 'a.png' }, '!not_a_file'],
      ],
      csv: [
        [['a.png', `https://crm.example.com/api/v1/files/${id}/content`], { id, name: 'a.png', type: '', size: 0 }],
        [['a.png'], '!not_a_file'],
        [[''], null],
      ],
      format: [[{ id, name: 'a.png', type: 'image/png', size: 3 }, 'a.png', 'a.png', 'a.png']],
      operators: wording,
    }),
  ),
]
