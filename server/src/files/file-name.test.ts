import { expect, test } from 'vitest'
import { fileName } from './file-name.ts'

test.each([
  ['report.pdf', 'report.pdf'],
  ['C:\\reports\\Q3.pdf', 'Q3.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['.htaccess', 'htaccess'],
  ['in\u0000voice\r\n.pdf', 'invoice.pdf'],
  ['photo\u202egpj.exe', 'photogpj.exe'],
  ['half \ud800.txt', 'half .txt'],
  ['  señal, näide.txt ', 'señal, näide.txt'],
  ['', 'file'],
  ['...', 'file'],
])('%j is called %j', (given, name) => {
  expect(fileName(given)).toBe(name)
})

test('a long name is cut before its ending', () => {
  const name = fileName(`${'a'.repeat(300)}.docx`)
  expect(name).toHaveLength(200)
  expect(name.endsWith('a.docx')).toBe(true)
})
