import { describe, expect, test } from 'vitest'
import { mentionsIn, plainText, type RichText, readRichText, withNames } from './rich-text.ts'

const text = (words: string, ...marks: object[]) => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 ? { marks } : {}),
})
const paragraph = (...content: object[]) => ({ type: 'paragraph', content })
const doc = (...content: object[]) => ({ type: 'doc', content })
const mention = (id: string, label?: string, type = 'user') => ({
  type: 'mention',
  attrs: { id, type, ...(label === undefined ? {} : { label }) },
})
const eva = '0192f0c1-2b3c-7d4e-8f50-6a7b8c9d0e1f'
const item = (...content: object[]) => ({ type: 'listItem', content })

const read = (raw: unknown, longest?: number): RichText => {
  const parsed = readRichText(raw, longest)
  if (!parsed.ok) throw new Error(parsed.code)
  return parsed.value
}
const outcome = (raw: unknown, longest?: number) => {
  const parsed = readRichText(raw, longest)
  return parsed.ok ? parsed.value : parsed.code
}

const whole = doc(
  { type: 'heading', attrs: { level: 2 }, content: [text('Offer')] },
  paragraph(
    text('Bold', { type: 'bold' }),
    text(' and '),
    text('us', { type: 'link', attrs: { href: 'https://a.example' } }),
  ),
  {
    type: 'bulletList',
    content: [item(paragraph(text('one'))), item(paragraph(text('two')), paragraph(text('more')))],
  },
  { type: 'orderedList', attrs: { start: 3 }, content: [item(paragraph(text('three')))] },
  { type: 'blockquote', content: [paragraph(text('said'))] },
  { type: 'codeBlock', content: [text('a < b')] },
  { type: 'horizontalRule' },
  paragraph(text('over'), { type: 'hardBreak' }, text('two lines')),
)

describe('a rich text', () => {
  test('is kept as its schema knows it', () => {
    expect(read(whole)).toEqual(whole)
  })

  test('is written as people write plain text', () => {
    expect(plainText(read(whole)).split('\n')).toEqual([
      'Offer',
      'Bold and us (https://a.example)',
      '- one',
      '- two',
      '  more',
      '3. three',
      '> said',
      'a < b',
      '---',
      'over',
      'two lines',
    ])
  })

  test('is made of plain text, which it gives again', () => {
    expect(read('One\r\n\nTwo ')).toEqual(doc(paragraph(text('One')), { type: 'paragraph' }, paragraph(text('Two'))))
    expect(plainText(read('One\n\nTwo'))).toBe('One\n\nTwo')
  })

  test('loses attributes and links that nobody may bring', () => {
    const dirty = doc({
      type: 'paragraph',
      attrs: { style: 'position:fixed', onclick: 'run()' },
      content: [
        text('a', { type: 'link', attrs: { href: 'javascript:alert(1)' } }),
        text('b', { type: 'link', attrs: { href: 'HTTPS://b.example', target: '_top', class: 'x' } }, { type: 'bold' }),
        text('c', { type: 'link', attrs: { href: 'data:text/html,x' } }),
        text('d', { type: 'link', attrs: { href: ' javascript:x' } }),
      ],
    })
    expect(read(dirty)).toEqual(
      doc(
        paragraph(
          text('a'),
          text('b', { type: 'link', attrs: { href: 'HTTPS://b.example' } }, { type: 'bold' }),
          text('c'),
          text('d'),
        ),
      ),
    )
  })

  const nested = (depth: number): object =>
    depth === 0 ? paragraph(text('x')) : { type: 'blockquote', content: [nested(depth - 1)] }

  test.each<readonly [string, unknown, string]>([
    ['a node that is not known', doc({ type: 'iframe', attrs: { src: 'https://a.example' } }), 'not_rich_text'],
    ['a name that every object has', doc({ type: 'constructor' }), 'not_rich_text'],
    ['a mark that is not known', doc(paragraph(text('x', { type: 'style' }))), 'not_rich_text'],
    ['words among blocks', doc(text('x')), 'not_rich_text'],
    ['blocks among words', doc(paragraph(paragraph(text('x')))), 'not_rich_text'],
    ['an item without its list', doc(item(paragraph(text('x')))), 'not_rich_text'],
    ['a paragraph without its document', paragraph(text('x')), 'not_rich_text'],
    ['content that is no list', { type: 'doc', content: 'x' }, 'not_rich_text'],
    ['a mention of nobody', doc(paragraph({ type: 'mention', attrs: { type: 'user' } })), 'not_rich_text'],
    ['a mention of no person', doc(paragraph(mention('user', 'Ana', 'team'))), 'not_rich_text'],
    ['a mention among blocks', doc(mention(eva)), 'not_rich_text'],
    ['a number', 7, 'not_rich_text'],
    ['more depth than anybody needs', doc(nested(30)), 'not_rich_text'],
    ['no words', doc(paragraph()), 'empty'],
    ['nothing but a line', doc({ type: 'paragraph', content: [text(' ')] }), 'empty'],
    ['control characters', doc(paragraph(text('a\u0000b'))), 'control_characters'],
    ['more nodes than may be', doc(...Array.from({ length: 10_001 }, () => paragraph())), 'too_long'],
  ])('is refused with %s', (_what, raw, code) => {
    expect(outcome(raw)).toBe(code)
  })

  test('is refused when it is longer than its field', () => {
    expect(outcome(doc(paragraph(text('abcdef'))), 5)).toBe('too_long')
    expect(outcome(doc(paragraph(text('abcde'))), 5)).toEqual(doc(paragraph(text('abcde'))))
  })
})

test('of marks that are said again and again the first counts', () => {
  const link = (href: string) => ({ type: 'link', attrs: { href } })
  const marks = [
    ...Array.from({ length: 5_000 }, () => ({ type: 'bold' })),
    link('https://a.example'),
    link('https://b.example'),
  ]
  const content = [{ type: 'paragraph', content: [{ type: 'text', text: 'Word', marks }] }]
  expect(readRichText({ type: 'doc', content })).toMatchObject({
    ok: true,
    value: { content: [{ content: [{ marks: [{ type: 'bold' }, link('https://a.example')] }] }] },
  })
})

test('a document of nothing but addresses is too long', () => {
  const marks = [{ type: 'link', attrs: { href: `https://a.example/${'a'.repeat(1_900)}` } }]
  const words = Array.from({ length: 1_000 }, () => ({ type: 'text', text: 'a', marks }))
  const read = readRichText({ type: 'doc', content: [{ type: 'paragraph', content: words }] })
  expect(read).toMatchObject({ ok: false, code: 'too_long' })
})

describe('a mention', () => {
  const said = (label?: string) => read(doc(paragraph(text('Ask '), mention(eva, label), text(' and '), mention(eva))))

  test('is read as it was written, and told as a name', () => {
    expect(said('Eva')).toEqual(doc(paragraph(text('Ask '), mention(eva, 'Eva'), text(' and '), mention(eva))))
    expect(plainText(said('Eva'))).toBe('Ask @Eva and @')
    expect(mentionsIn(said('Eva'))).toEqual([eva])
  })

  test('gets the name of the person, and keeps its own where nobody is known', () => {
    expect(plainText(withNames(said('E.'), () => 'Eva Ruiz'))).toBe('Ask @Eva Ruiz and @Eva Ruiz')
    expect(withNames(said('E.'), () => undefined)).toEqual(said('E.'))
  })

  test('counts by the length of its name', () => {
    expect(outcome(doc(paragraph(mention(eva, 'Eva Ruiz'))), 7)).toBe('too_long')
  })
})
