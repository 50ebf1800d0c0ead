import { ActionIcon, Tooltip } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMay } from '../kernel/session.ts'
import { type Cell, saveCsv } from './csv.ts'

interface CsvButtonProps {
  readonly label: string
  /** Of the file, without its ending. */
  readonly name: string
  readonly size?: number
  file(): readonly (readonly Cell[])[]
}

/** Saves figures as a file; nothing for whoever may not export. */
export function CsvButton({ label, name, size = 34, file }: CsvButtonProps) {
  const mayExport = useMay('export')
  if (!mayExport) return null
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" size={size} aria-label={label} onClick={() => saveCsv(name, file())}>
        <IconDownload size={16} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  )
}
