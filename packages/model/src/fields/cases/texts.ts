import { addressType } from '../address.ts'
import { autoNumberType } from '../auto-number.ts'
import { emailType } from '../email.ts'
import { longTextType } from '../long-text.ts'
import { phoneType } from '../phone.ts'
import { richTextType } from '../rich-text.ts'
import { textType } from '../text.ts'
import { urlType } from '../url.ts'
import { american, type Table, table, wording } from './table.ts'

export const texts: readonly Table<never>[] = [
  table({
    type: textType,
    options: { maxLength: 10 },
    parse: [
      ['  a \n b ', 'a b'],
      ['', '!empty'],
      ['12345678901', '!too_long'],
      ['a\u0000b', '!control_characters'],
      ['a\ud800', '!not_text'],
      [5, '!not_text'],
    ],
    csv: [
      [[' x '], 'x'],
      [['  '], null],
    ],
    format: [['ñandú', 'ñandú', 'ñandú', 'ñandú']],
    operators: wording,
  }),
  table({
    type: longTextType,
    parse: [
      ['a\r\nb', 'a\nb'],
      ['\t', '!empty'],
    ],
    csv: [
      [['a\nb'], 'a\nb'],
      [[''], null],
    ],
    format: [['a\nb', 'a\nb', 'a\nb', 'a\nb']],
    operators: ['contains', 'not_contains', 'is_empty', 'is_not_empty'],
  }),
  table({
    type: autoNumberType,
    parse: [
      [' A-2026/7 ', 'A-2026/7'],
      ['', '!empty'],
      ['1'.repeat(101), '!too_long'],
      [7, '!not_text'],
    ],
    csv: [
      [['0017'], '0017'],
      [[''], null],
    ],
    format: [['2026-0007', '2026-0007', '2026-0007', '2026-0007']],
    operators: wording,
  }),
  table({
    type: richTextType,
    parse: [
      ['Hi', { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Hi' }] }] }],
      [{ type: 'doc', content: [{ type: 'script' }] }, '!not_rich_text'],
      ['', '!empty'],
      [7, '!not_rich_text'],
    ],
    csv: [
      [['Hi'], { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Hi' }] }] }],
      [[''], null],
    ],
    operators: ['contains', 'not_contains', 'is_empty', 'is_not_empty'],
  }),
  table({
    type: emailType,
    parse: [
      ['Ana@Example.com', 'Ana@Example.com'],
      ['ana', '!not_an_email'],
      ['', '!empty'],
    ],
    csv: [
      [['mailto:ana@example.com'], 'ana@example.com'],
      [['x@'], '!not_an_email'],
      [[''], null],
    ],
    format: [['ana@example.com', 'ana@example.com', 'ana@example.com', 'ana@example.com']],
    operators: wording,
  }),
  table({
    type: phoneType,
    parse: [
      ['612345678', { e164: '+34612345678', raw: '612345678', extension: null, valid: true }],
      [{ raw: '+372 5123 4567' }, { e164: '+37251234567', raw: '+372 5123 4567', extension: null, valid: true }],
      ['', '!empty'],
      ['none', '!not_a_phone'],
      ['1'.repeat(61), '!too_long'],
    ],
    csv: [
      [['(201) 555-0123'], { e164: '+12015550123', raw: '(201) 555-0123', extension: null, valid: true }, american],
      [[''], null],
    ],
    format: [
      [
        { e164: '+34612345678', raw: '612345678', extension: '7', valid: true },
        '+34 612 34 56 78 ext. 7',
        '+34 612 34 56 78 ext. 7',
        '+34 612 34 56 78 ext. 7',
      ],
      [{ e164: null, raw: 'ask Ana', extension: null, valid: false }, 'ask Ana', 'ask Ana', 'ask Ana'],
    ],
    operators: ['is', 'contains', 'not_contains', 'starts_with', 'is_empty', 'is_not_empty'],
  }),
  table({
    type: urlType,
    parse: [
      ['example.com', 'https://example.com'],
      ['http://example.com/a?b=c', 'http://example.com/a?b=c'],
      ['localhost:3000', 'https://localhost:3000'],
      ['javascript:alert(1)', '!not_a_url'],
      ['ftp://example.com', '!not_a_url'],
      ['no spaces here', '!not_a_url'],
    ],
    csv: [
      [['www.example.com/'], 'https://www.example.com'],
      [[''], null],
    ],
    format: [['https://www.example.com/a', 'example.com/a', 'example.com/a', 'example.com/a']],
    operators: wording,
  }),
  table({
    type: addressType,
    parse: [
      [
        { city: ' Tartu ', country: 'EE', region: '' },
        { city: 'Tartu', country: 'EE' },
      ],
      [{}, '!empty'],
      [{ country: 'Eesti' }, '!not_a_country'],
      [{ city: 5 }, '!not_text'],
      ['Tartu', '!not_an_address'],
    ],
    csv: [
      [
        ['Mayor 1', '28013', 'Madrid', '', 'España'],
        { street: 'Mayor 1', postcode: '28013', city: 'Madrid', country: 'ES' },
      ],
      [['', '', '', '', 'eesti'], { country: 'EE' }],
      [['', '', '', '', 'us'], { country: 'US' }],
      [['', '', '', '', 'Philipines'], '!not_a_country'],
      [['', '', '', '', ''], null],
    ],
    format: [
      [
        { street: 'Mayor 1', postcode: '28013', city: 'Madrid', country: 'ES' },
        'Mayor 1, 28013 Madrid, Spain',
        'Mayor 1, 28013 Madrid, España',
        'Mayor 1, 28013 Madrid, Hispaania',
      ],
    ],
    operators: ['contains', 'not_contains', 'is_empty', 'is_not_empty', 'incomplete'],
  }),
]
