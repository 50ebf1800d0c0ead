import { open } from 'node:fs/promises'
import { extname } from 'node:path'
import type { ImportSource } from '@tendero/model'
import { openZip } from '../formats/workbook/zip-archive.ts'
import { Failure } from '../kernel/failure.ts'

/** As far as a text shows itself: no text has a NUL there. */
const headBytes = 4_096

/** Files that begin like this are packed, or no text. */
const zip = '504b0304'
const compoundFile = 'd0cf11e0'
const otherKinds = ['25504446', '1f8b', '504b']

/**
 * What a file is, by its content; its name only tells files apart that begin alike.
 * @throws Failure 422 `format_not_read` with the format by name (an older or another spreadsheet), `protected_workbook`,
 * `not_a_csv` for what is no text
 */
export async function fileKind(path: string, name: string): Promise<ImportSource> {
  const head = await headOf(path)
  const signature = head.subarray(0, 4).toString('hex')
  if (signature === zip) return zipKind(path)
  if (signature === compoundFile) throw compoundFailure(name)
  if (otherKinds.some((kind) => signature.startsWith(kind))) throw new Failure(422, 'not_a_csv')
  return isVcard(head) || extname(name).toLowerCase() === '.vcf' ? 'vcard' : 'csv'
}

async function headOf(path: string): Promise<Buffer> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** A workbook names its content types; the formats of LibreOffice and of Apple's Numbers have parts of their own. */
async function zipKind(path: string): Promise<ImportSource> {
  const archive = await openZip(path).catch(() => {
    throw new Failure(422, 'unreadable_workbook')
  })
  try {
    if (archive.has('xl/workbook.bin')) throw notRead('.xlsb')
    if (archive.has('[Content_Types].xml') && !archive.has('word/document.xml')) return 'xlsx'
    if (archive.has('content.xml')) throw notRead('.ods')
    if (archive.has('Index/Document.iwa')) throw notRead('.numbers')
    throw new Failure(422, 'not_a_csv')
  } finally {
    archive.close()
  }
}

/** Old spreadsheets are such files, and new ones that a password closes. */
function compoundFailure(name: string): Failure {
  return extname(name).toLowerCase() === '.xlsx' ? new Failure(422, 'protected_workbook') : notRead('.xls')
}

function notRead(format: string): Failure {
  return new Failure(422, 'format_not_read', { details: { format } })
}

function isVcard(head: Buffer): boolean {
  return /^\s*BEGIN:VCARD\s/i.test(head.toString('latin1').replace(/^\u00ef\u00bb\u00bf|[\0\u00ff\u00fe]/g, ''))
}
