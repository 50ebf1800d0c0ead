import { ActionIcon, Menu } from '@mantine/core'
import { IconCopy, IconDots, IconFileTypeCsv, IconPencil, IconPin, IconTable, IconTrash } from '@tabler/icons-react'
import type { ReportDefinition } from '@tendero/model/api'
import { useMemo } from 'react'
import { AsOfMenuItem } from '../as-of/lazy-item.tsx'
import { useWords } from '../kernel/language.ts'
import { useMay } from '../kernel/session.ts'
import { askedOf } from './draft.ts'
import { type SavedReport, saveReportFile } from './report-data.ts'
import { useAnalysisWords } from './words.ts'

interface ReportMenuProps {
  readonly definition: ReportDefinition
  readonly name: string
  readonly saved: SavedReport | undefined
  /** Is it one's own to change? */
  readonly own: boolean
  readonly onAsk: (dialog: 'saveAs' | 'rename' | 'pin') => void
  readonly onRemove: () => void
}

/** What else can be done with a report. */
export function ReportMenu({ definition, name, saved, own, onAsk, onRemove }: ReportMenuProps) {
  const words = useAnalysisWords()
  const { verbs } = useWords()
  const mayExport = useMay('export')
  const asked = useMemo(() => askedOf(definition), [definition])
  const icon = { size: 16, stroke: 1.6, 'aria-hidden': true } as const
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label={words.more}>
          <IconDots size={18} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {saved && (
          <Menu.Item leftSection={<IconPin {...icon} />} onClick={() => onAsk('pin')}>
            {words.pin}
          </Menu.Item>
        )}
        <AsOfMenuItem />
        {mayExport && (
          <>
            <Menu.Item
              leftSection={<IconFileTypeCsv {...icon} />}
              onClick={() => void saveReportFile(asked, name, 'csv')}
            >
              {words.exportAs.csv}
            </Menu.Item>
            <Menu.Item leftSection={<IconTable {...icon} />} onClick={() => void saveReportFile(asked, name, 'xlsx')}>
              {words.exportAs.xlsx}
            </Menu.Item>
          </>
        )}
        {saved && (
          <Menu.Item leftSection={<IconCopy {...icon} />} onClick={() => onAsk('saveAs')}>
            {words.saveAs}
          </Menu.Item>
        )}
        {own && (
          <>
            <Menu.Item leftSection={<IconPencil {...icon} />} onClick={() => onAsk('rename')}>
              {words.rename}
            </Menu.Item>
            <Menu.Item leftSection={<IconTrash {...icon} />} onClick={onRemove}>
              {verbs.delete}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
