import { Menu } from '@mantine/core'
import { IconAddressBook, IconDownload, IconTable } from '@tabler/icons-react'
import type { ListQuery, MetadataObject } from '@tendero/model/api'
import { useMay } from '../kernel/session.ts'
import { type ExportFormat, exportFormatsOf, useExport } from './export-records.ts'
import { useRecordWords } from './words.ts'

interface ExportItemsProps {
  readonly object: MetadataObject
  /** Which records, asked for when one chooses. */
  readonly query: () => ListQuery
}

const icons: Readonly<Record<ExportFormat, typeof IconDownload>> = {
  csv: IconDownload,
  xlsx: IconTable,
  vcard: IconAddressBook,
  vcard3: IconAddressBook,
}

/** The files as which records can be saved, as items of a menu. */
export function ExportItems({ object, query }: ExportItemsProps) {
  const { list } = useRecordWords()
  const save = useExport(object)
  if (!useMay('export')) return null
  return exportFormatsOf(object).map((format) => {
    const Icon = icons[format]
    return (
      <Menu.Item key={format} leftSection={<Icon size={16} aria-hidden />} onClick={() => void save(query(), format)}>
        {list.exportAs[format]}
      </Menu.Item>
    )
  })
}
