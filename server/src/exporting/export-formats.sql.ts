import { vcardVersions } from '../formats/vcard/write-card.ts'
import { Failure } from '../kernel/failure.ts'
import { csvExport } from './csv-export.ts'
import type { ExportFormat } from './export-format.ts'
import { vcardExport } from './vcard-export.sql.ts'
import { xlsxExport } from './xlsx-export.ts'

const known = ['csv', 'xlsx', 'vcard']

/**
 * The format by its name.
 * @param version of contact cards: 4.0 unless said
 * @throws Failure 422 `invalid_format` with those that are known
 */
export function exportFormat(name: string, version = '4.0'): ExportFormat {
  const cards = vcardVersions.find((one) => one === version)
  if (name === 'csv') return csvExport
  if (name === 'xlsx') return xlsxExport
  if (name === 'vcard' && cards) return vcardExport(cards)
  throw new Failure(422, 'invalid_format', { details: { known, versions: [...vcardVersions] } })
}
