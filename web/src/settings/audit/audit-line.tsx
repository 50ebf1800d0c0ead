import {
  IconDownload,
  IconEye,
  IconEyeExclamation,
  IconKey,
  IconLogin2,
  IconSettings,
  IconShield,
} from '@tabler/icons-react'
import { type AuditItem, categoryOfAction } from '@tendero/model/api'
import { Fragment } from 'react'
import { ObjectIcon } from '../../design/icon.tsx'
import { useFormat } from '../../kernel/format.ts'
import { useCatalogue } from '../../kernel/metadata.ts'
import { DonePart } from '../operations/done-part.tsx'
import { Line } from '../sheet.tsx'
import { useSettingsWords } from '../words.ts'

interface AuditLineProps {
  readonly item: AuditItem
  readonly onOpen: () => void
}

/** One thing that was done: what, by whom, when, through what and from where. */
export function AuditLine({ item, onOpen }: AuditLineProps) {
  const { audit: own, operations } = useSettingsWords()
  const format = useFormat()
  const way = operations.through[item.through as keyof typeof operations.through] ?? item.through
  const facts = [useWho(item), format.instant(item.at), item.key ? own.byKey(item.key.name) : way, item.address]
  return (
    <Line
      onOpen={onOpen}
      mark={<Mark item={item} />}
      title={<What item={item} />}
      subtitle={facts.filter(Boolean).join(' · ')}
    />
  )
}

export function useWho({ actor, through }: AuditItem): string {
  const { audit: own, operations } = useSettingsWords()
  return actor?.name ?? (through === 'system' ? operations.program : own.nobody)
}

/** What happened, in words without links: the line itself opens. */
export function What({ item }: Pick<AuditLineProps, 'item'>) {
  const { audit: own, operations } = useSettingsWords()
  const catalogue = useCatalogue()
  if (item.action === null)
    return item.parts.length === 0
      ? own.nothingLeft
      : item.parts.slice(0, 3).map((part, index) => (
          <Fragment key={`${part.object} ${part.verb}`}>
            {index > 0 && ', '}
            <DonePart part={part} plain />
          </Fragment>
        ))
  const object = catalogue.object(item.object ?? undefined)
  const about = item.record?.title ?? (item.object === 'audit_log' ? own.log : object?.label.many)
  const { name } = item.detail
  const named = about ?? (typeof name === 'string' ? name : undefined)
  return `${own.actions[item.action]}${named ? `: ${named}` : ''}${item.reverts ? ` (${operations.isUndo})` : ''}`
}

const marks = {
  records: IconSettings,
  settings: IconSettings,
  rights: IconShield,
  sign_in: IconLogin2,
  exports: IconDownload,
  sensitive: IconEyeExclamation,
  view_as: IconEye,
} as const

function Mark({ item }: Pick<AuditLineProps, 'item'>) {
  const catalogue = useCatalogue()
  const color = 'var(--mantine-color-dimmed)'
  if (item.action === null)
    return <ObjectIcon name={catalogue.object(item.parts[0]?.object)?.icon ?? 'history'} color={color} />
  const Icon = item.action.startsWith('key.') ? IconKey : marks[categoryOfAction[item.action]]
  return <Icon size={18} stroke={1.6} color={color} aria-hidden />
}
