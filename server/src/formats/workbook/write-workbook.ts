import { PassThrough, Readable } from 'node:stream'
import type { SheetCell } from '@tendero/model'
import yazl from 'yazl'
import { cellXml, headXml, sheetNames, stylesXml, xmlText } from './workbook-xml.ts'

export interface Sheet {
  readonly name: string
  /** The first row, shown bold and kept in sight. */
  readonly heads: readonly string[]
  readonly rows: AsyncIterable<readonly SheetCell[]> | Iterable<readonly SheetCell[]>
  /** Where the cells below a head choose from, by the column's index: `'Choices'!$A$2:$A$5`. */
  readonly choices?: ReadonlyMap<number, string>
  /** Not shown; other sheets may refer to it. */
  readonly hidden?: boolean
}

const columnWidth = 20
/** Rows for which a list to choose from is offered. */
const rowsToFill = 10_000
/** Characters of XML that are handed on together. */
const chunkLength = 64 * 1024
/** The time of every part: a file of the same content is the same file. */
const partTime = { mtime: new Date(Date.UTC(2000, 0, 1)), forceDosTimestamp: true }

/**
 * A spreadsheet file (Office Open XML), made while it is read: rows are taken as fast as the reader takes bytes, and
 * none are held. What the rows throw, the stream throws; a reader who stops ends them.
 */
export function workbookStream(sheets: readonly Sheet[]): Readable {
  const zip = new yazl.ZipFile()
  const target = zip.outputStream.pipe(new PassThrough())
  for (const [part, xml] of bookParts(sheets)) zip.addBuffer(Buffer.from(xml), part, partTime)
  sheets.forEach((sheet, index) => {
    const content = Readable.from(sheetXml(sheet), { objectMode: false })
    content.on('error', (error) => target.destroy(error))
    target.on('close', () => content.destroy())
    zip.addReadStream(content, `xl/worksheets/sheet${index + 1}.xml`, partTime)
  })
  zip.end()
  return target
}

async function* sheetXml({ heads, rows, choices }: Sheet): AsyncGenerator<string> {
  let xml = `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="${Math.max(heads.length, 1)}" width="${columnWidth}" customWidth="1"/></cols><sheetData>`
  xml += `<row>${heads.map(headXml).join('')}</row>`
  for await (const row of rows) {
    xml += `<row>${row.map(cellXml).join('')}</row>`
    if (xml.length < chunkLength) continue
    yield xml
    xml = ''
  }
  yield `${xml}</sheetData>${choicesXml(choices ?? new Map())}</worksheet>`
}

function choicesXml(choices: ReadonlyMap<number, string>): string {
  if (choices.size === 0) return ''
  const lists = [...choices].map(([column, source]) => {
    const letters = columnLetters(column)
    return `<dataValidation type="list" allowBlank="1" sqref="${letters}2:${letters}${rowsToFill}"><formula1>${xmlText(source)}</formula1></dataValidation>`
  })
  return `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`
}

/** 0 is 'A', 27 is 'AB'. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26) - 1
  return `${rest >= 0 ? columnLetters(rest) : ''}${String.fromCharCode(65 + (index % 26))}`
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** The parts beside the sheets: what there is, and how the parts hang together. */
function bookParts(given: readonly Sheet[]): readonly (readonly [name: string, xml: string])[] {
  const names = sheetNames(given.map((sheet) => sheet.name))
  const sheets = given.map(({ hidden }, index) => ({
    name: xmlText(names[index] ?? ''),
    state: hidden ? ' state="hidden"' : '',
    part: `worksheets/sheet${index + 1}.xml`,
    id: index + 1,
  }))
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${relationships}/${type}" Target="${target}"/>`
  const related = (inside: string) =>
    `${declaration}<Relationships xmlns="${packaged}/relationships">${inside}</Relationships>`
  const override = (part: string, type: string) =>
    `<Override PartName="/xl/${part}" ContentType="${contentType}.${type}+xml"/>`
  return [
    [
      '[Content_Types].xml',
      `${declaration}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('workbook.xml', 'sheet.main')}${override('styles.xml', 'styles')}${sheets.map(({ part }) => override(part, 'worksheet')).join('')}</Types>`,
    ],
    ['_rels/.rels', related(relation('book', 'officeDocument', 'xl/workbook.xml'))],
    [
      'xl/_rels/workbook.xml.rels',
      related(
        `${relation('styles', 'styles', 'styles.xml')}${sheets.map(({ id, part }) => relation(`sheet${id}`, 'worksheet', part)).join('')}`,
      ),
    ],
    [
      'xl/workbook.xml',
      `${declaration}<workbook xmlns="${main}" xmlns:r="${relationships}"><sheets>${sheets.map(({ id, name, state }) => `<sheet name="${name}" sheetId="${id}"${state} r:id="sheet${id}"/>`).join('')}</sheets></workbook>`,
    ],
    ['xl/styles.xml', `${declaration}${stylesXml(main)}`],
  ]
}
