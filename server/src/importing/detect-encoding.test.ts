import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { referencePath } from '../../../packages/model/test/reference-data.ts'
import { encodingProbe } from './detect-encoding.ts'

function detected(bytes: Buffer, chunk = bytes.length): string {
  const probe = encodingProbe()
  for (let at = 0; at < bytes.length; at += chunk) probe.feed(bytes.subarray(at, at + chunk))
  return probe.encoding()
}

const spanish = 'Nombre;Ciudad\nJosé Muñoz;A Coruña\nPeluquería Güell;Málaga\n¿Qué más?;León'
const estonian = 'Nimi;Linn\nŽanna Käärik;Pärnu\nÕnne Jõesaar;Võru\nŠokolaadi OÜ;Jõhvi'
const english = 'Name;Note\nO’Neill;it’s – well – “fine”\nSmith;don’t'

describe('the encoding of a file', () => {
  test.each([
    ['plain ASCII', 'a;b\n1;2', 'utf-8', 'utf-8'],
    ['Spanish', spanish, 'utf-8', 'utf-8'],
    ['Spanish', spanish, 'windows-1252', 'windows-1252'],
    ['Spanish', spanish, 'macroman', 'macroman'],
    ['Spanish with euros', `${spanish};5 €`, 'iso-8859-15', 'iso-8859-15'],
    ['Estonian', estonian, 'windows-1257', 'windows-1257'],
    ['Estonian', estonian, 'windows-1252', 'windows-1252'],
    ['Estonian', estonian, 'iso-8859-15', 'iso-8859-15'],
    ['English', english, 'windows-1252', 'windows-1252'],
    ['Spanish without mark', spanish, 'utf-16le', 'utf-16le'],
    ['Spanish without mark', spanish, 'utf-16be', 'utf-16be'],
  ])('%s, %#', (_what, text, encoding, expected) => {
    expect(detected(iconv.encode(text, encoding))).toBe(expected)
  })

  test('is told by a mark', () => {
    expect(detected(Buffer.from('\ufeffa', 'utf8'))).toBe('utf-8')
    expect(detected(Buffer.from('\ufeffñ', 'utf16le'))).toBe('utf-16le')
  })

  test('does not depend on where chunks end', () => {
    const bytes = Buffer.from('ñ€😀 õ'.repeat(50))
    for (let size = 1; size < 9; size += 1) expect(detected(bytes, size)).toBe('utf-8')
  })

  test('is judged by the whole file, not its beginning', () => {
    const bytes = Buffer.concat([Buffer.alloc(400_000, 'a,b\n'), iconv.encode(spanish, 'windows-1252')])
    expect(detected(bytes, 64_000)).toBe('windows-1252')
    expect(detected(Buffer.concat([Buffer.from('ñ'), Buffer.from([0xf1, 0x61])]))).not.toBe('utf-8')
  })

  const folder = referencePath('09-interop/csv/encodings')
  test.skipIf(!folder)('of the reference files is found', () => {
    const found = readdirSync(folder ?? '').map((name) => [name, detected(readFileSync(join(folder ?? '', name)))])
    expect(Object.fromEntries(found)).toEqual({
      'iso-8859-15.csv': 'iso-8859-15',
      'macroman.csv': 'macroman',
      'utf16_bom.csv': 'utf-16le',
      'utf8.csv': 'utf-8',
      'utf8_bom.csv': 'utf-8',
      'windows-1252.csv': 'windows-1252',
      'windows-1257.csv': 'windows-1257',
    })
  })
})
