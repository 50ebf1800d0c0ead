import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** What is said to readers formally; screens and mails say *tú* and *sina*, as one colleague does to another. */
const formal: Readonly<Record<string, RegExp>> = {
  es: whole(
    'usted(es)?|(cámbie|elíja|escríba|inténte|compruébe|hága|pónga|vuélva)(lo|la|los|las)|elija|introduzca|vuelva a|intente|compruebe',
  ),
  et: whole(
    'te|teie|teid|teile|teilt|teiega|\\p{L}+(ista|uta|rolli|irjuta|emalda|õpeta|ahelda)ge|otsige|oodake|valige|küsige|proovige|vaadake|tehke|looge|ärge|paluge|(sa|võ)ate|olete|peate|soovite|soovisite|palusite',
  ),
}

function whole(forms: string): RegExp {
  return new RegExp(`(?<!\\p{L})(${forms})(?!\\p{L})`, 'iu')
}

const root = new URL('../../', import.meta.url).pathname

/** Modules of one language, and the parts in that language of those that hold all three. */
function texts(language: string): readonly { readonly file: string; readonly text: string }[] {
  const own = filesUnder('web/src').filter((file) => new RegExp(`/${language}(-[a-z-]+)?\\.ts$`).test(file))
  const shared = [...filesUnder('server/src/mail/templates'), 'server/src/notifications/digest-words.ts']
  return [
    ...own.map((file) => ({ file, text: read(file) })),
    ...shared.map((file) => ({ file, text: partOf(read(file), language) })),
  ]
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file}`)
}

const read = (file: string): string => readFileSync(`${root}${file}`, 'utf8')

/** The entries `language: …` of a module, each up to the next language or the end of its braces. */
function partOf(text: string, language: string): string {
  return [...text.matchAll(/^ {2}(\w\w): [\s\S]*?(?=^ {2}\w\w: |^\})/gmu)]
    .flatMap(([part, name]) => (name === language ? [part] : []))
    .join('')
}

test.each(Object.entries(formal))('what people read in %s speaks to them as a colleague would', (language, forms) => {
  const read = texts(language)
  expect(read.length).toBeGreaterThan(20)
  const found = read.flatMap(({ file, text }) =>
    text
      .split('\n')
      .flatMap((line) => (said(line).some((words) => forms.test(words)) ? [`${file}: ${line.trim()}`] : [])),
  )
  expect(found).toEqual([])
})

/** The literals of a line, without the names that are put into them. */
function said(line: string): readonly string[] {
  return [...line.matchAll(/'([^']*)'|`([^`]*)`/gu)].map(([, plain, template]) =>
    (plain ?? template ?? '').replaceAll(/\$\{[^}]*\}/gu, ' '),
  )
}
