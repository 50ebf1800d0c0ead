import { Failure } from '../../kernel/failure.ts'
import { numberKind } from './number-format.ts'
import type { DateSystem } from './serial-date.ts'
import { type Cells, type SheetRow, sheetRows } from './sheet-rows.ts'
import { localName, readXml } from './xml-stream.ts'
import { OversizedPart, openZip, type ZipArchive } from './zip-archive.ts'

/** A spreadsheet file (Office Open XML) that is open for reading. Only texts that its sheets share are held. */
export interface Workbook {
  /** Visible sheets in their order. */
  readonly sheets: readonly string[]
  /**
   * The rows of a sheet that hold something, in batches, each cell as text: numbers with a decimal point, dates as ISO,
   * percentages with their sign, booleans as 'true' and 'false', formulas by their stored result, errors as '#N/A'.
   * Cells that are merged downwards all have the value.
   * @throws Failure 422 `unreadable_workbook`, `workbook_too_large`
   */
  rows(sheet: string): AsyncGenerator<readonly SheetRow[]>
  close(): void
}

/** What a workbook may hold, unpacked; beyond it CSV serves better. */
const mostBytes = { small: 8_000_000, sharedTexts: 64_000_000 } as const
const mostSheets = 200
/** The program that writes most takes 255 characters for a format. */
const longestFormat = 1_000

/**
 * Opens a workbook file.
 * @throws Failure 422 `unreadable_workbook` for what is no workbook or is damaged, `workbook_too_large`
 */
export async function openWorkbook(path: string): Promise<Workbook> {
  return refusing(async () => {
    const archive = await openZip(path)
    try {
      return await describe(archive)
    } catch (error) {
      archive.close()
      throw error
    }
  })
}

/** What is wrong with the file is the caller's to know; a failure of the machine is not a fault of the file. */
async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw refusal(error)
  }
}

function refusal(error: unknown): unknown {
  if (error instanceof OversizedPart) return new Failure(422, 'workbook_too_large')
  if (error instanceof Failure || (error instanceof Error && 'syscall' in error)) return error
  return new Failure(422, 'unreadable_workbook')
}

async function describe(archive: ZipArchive): Promise<Workbook> {
  const book = await readBook(archive)
  const cells: Cells = {
    dateSystem: book.dateSystem,
    kinds: await readKinds(archive),
    texts: await readSharedTexts(archive),
  }
  const parts = new Map(book.sheets.map((sheet) => [sheet.name, sheet.part]))
  return {
    sheets: book.sheets.map((sheet) => sheet.name),
    async *rows(sheet) {
      const part = parts.get(sheet)
      if (part === undefined) throw new Failure(422, 'unknown_sheet')
      try {
        yield* sheetRows(archive, part, cells)
      } catch (error) {
        throw refusal(error)
      }
    },
    close: () => archive.close(),
  }
}

interface Book {
  readonly sheets: readonly { readonly name: string; readonly part: string }[]
  readonly dateSystem: DateSystem
}

async function readBook(archive: ZipArchive): Promise<Book> {
  const root = await relations(archive, '_rels/.rels', '')
  const part = root.find((one) => one.type === 'officeDocument')?.part
  if (part === undefined || !archive.has(part)) throw new Failure(422, 'unreadable_workbook')
  const folder = part.slice(0, part.lastIndexOf('/') + 1)
  const related = await relations(archive, `${folder}_rels/${part.slice(folder.length)}.rels`, folder)
  const sheets: { name: string; part: string; hidden: boolean }[] = []
  let dateSystem: DateSystem = 1900
  await readXml(archive.read(part, mostBytes.small), {
    open(name, attributes) {
      if (name === 'workbookPr' && /^(1|true)$/.test(attributes.date1904 ?? '')) dateSystem = 1904
      if (name !== 'sheet' || sheets.length === mostSheets) return
      const relation = Object.entries(attributes).find(([key]) => key.includes(':') && localName(key) === 'id')?.[1]
      const found = related.find((one) => one.id === relation && one.type === 'worksheet')
      if (found && archive.has(found.part))
        sheets.push({
          name: attributes.name ?? '',
          part: found.part,
          hidden: attributes.state?.includes('idden') === true,
        })
    },
  })
  const visible = sheets.filter((sheet) => !sheet.hidden)
  return { sheets: visible.length > 0 ? visible : sheets, dateSystem }
}

interface Relation {
  readonly id: string
  /** The last word of the relationship's type: 'worksheet'. */
  readonly type: string
  /** The name of the part it leads to. */
  readonly part: string
}

async function relations(archive: ZipArchive, part: string, folder: string): Promise<readonly Relation[]> {
  const found: Relation[] = []
  if (!archive.has(part)) return found
  await readXml(archive.read(part, mostBytes.small), {
    open(name, { Id = '', Type = '', Target = '' }) {
      if (name === 'Relationship')
        found.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), part: partAt(folder, Target) })
    },
  })
  return found
}

/** The part that a target names: '/xl/a.xml' from the root, 'a.xml' and '../a.xml' from the folder. */
function partAt(folder: string, target: string): string {
  return new URL(target, `zip://book/${folder}`).pathname.slice(1)
}

/** What numbers mean in each cell style. */
async function readKinds(archive: ZipArchive): Promise<Cells['kinds']> {
  const codes = new Map<number, string>()
  const styles: number[] = []
  let inCells = false
  await readXml(archive.read('xl/styles.xml', mostBytes.small), {
    open(name, { numFmtId, formatCode }) {
      if (name === 'numFmt' && numFmtId !== undefined && formatCode !== undefined)
        codes.set(Number(numFmtId), formatCode.slice(0, longestFormat))
      if (name === 'cellXfs') inCells = true
      if (name === 'xf' && inCells) styles.push(Number(numFmtId ?? 0))
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return styles.map((id) => numberKind(id, codes.get(id)))
}

/** The texts that cells refer to by their place; of formatted text the letters, without reading aids (`rPh`). */
async function readSharedTexts(archive: ZipArchive): Promise<readonly string[]> {
  const texts: string[] = []
  let text = ''
  let heard = false
  let aside = false
  await readXml(archive.read('xl/sharedStrings.xml', mostBytes.sharedTexts), {
    open(name) {
      if (name === 'si') text = ''
      if (name === 't') heard = !aside
      if (name === 'rPh') aside = true
    },
    text(more) {
      if (heard) text += more
    },
    close(name) {
      if (name === 't') heard = false
      if (name === 'rPh') aside = false
      if (name === 'si') texts.push(text)
    },
  })
  return texts
}
