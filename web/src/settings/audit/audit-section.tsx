import { Button, Menu } from '@mantine/core'
import { IconDownload, IconListSearch } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { AuditItem } from '@tendero/model/api'
import { useEffect, useState } from 'react'
import { Message } from '../../design/page-states.tsx'
import { useFormat } from '../../kernel/format.ts'
import { useMay } from '../../kernel/session.ts'
import { PagedList } from '../paged-list.tsx'
import { SectionFrame } from '../section-frame.tsx'
import { Sheet } from '../sheet.tsx'
import { useSettingsWords } from '../words.ts'
import { type AuditFilter, auditQuery, exportUrl } from './audit-data.ts'
import { AuditDetail } from './audit-detail.tsx'
import { AuditFilters } from './audit-filters.tsx'
import { AuditLine } from './audit-line.tsx'
import { SealState } from './seal-state.tsx'

/** Who did what, when, from where and through what. */
export function AuditSection() {
  const words = useSettingsWords()
  const [filter, setFilter] = useState<AuditFilter>({})
  const [shown, setShown] = useState<AuditItem>()
  const narrow = (next: AuditFilter): void => {
    setShown(undefined)
    setFilter(next)
  }
  return (
    <SectionFrame {...words.sections.audit} action={<Exports filter={filter} />}>
      <SealState />
      <AuditFilters filter={filter} onChange={setFilter} />
      <Entries filter={filter} onShow={setShown} />
      {shown && <AuditDetail item={shown} onNarrow={narrow} onClose={() => setShown(undefined)} />}
    </SectionFrame>
  )
}

function Exports({ filter }: { readonly filter: AuditFilter }) {
  const own = useSettingsWords().audit
  const { timeZone } = useFormat()
  if (!useMay('export')) return null
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
          {own.export}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(['csv', 'jsonl'] as const).map((format) => (
          <Menu.Item key={format} component="a" href={exportUrl(filter, timeZone, format)} download>
            {own.formats[format]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

interface EntriesProps {
  readonly filter: AuditFilter
  readonly onShow: (item: AuditItem) => void
}

function Entries({ filter, onShow }: EntriesProps) {
  const own = useSettingsWords().audit
  const { timeZone } = useFormat()
  const list = useInfiniteQuery(auditQuery(filter, timeZone))
  const { data, hasNextPage, isFetching, fetchNextPage } = list
  const lastIsEmpty = data?.pages.at(-1)?.items.length === 0
  // Much was looked through and nothing found: what is sought is further back.
  useEffect(() => {
    if (lastIsEmpty && hasNextPage && !isFetching) void fetchNextPage()
  }, [lastIsEmpty, hasNextPage, isFetching, fetchNextPage])
  return (
    <PagedList
      list={list}
      older={own.older}
      empty={
        <Message title={isFetching ? own.looking : own.none} picture={<IconListSearch size={40} stroke={1.2} />}>
          {isFetching ? own.lookingLead : own.noneLead}
        </Message>
      }
    >
      {(items) => (
        <Sheet label={own.list}>
          {items.map((item) => (
            <AuditLine key={item.id} item={item} onOpen={() => onShow(item)} />
          ))}
        </Sheet>
      )}
    </PagedList>
  )
}
