import { ActionIcon, NativeSelect, Tooltip } from '@mantine/core'
import { IconUser, IconUsersGroup, IconX } from '@tabler/icons-react'
import type { AnyRecord } from '@tendero/model/api'
import { useFormat } from '../kernel/format.ts'
import type { ChildRecords } from '../sales/child-records.ts'
import classes from '../sales/panel.module.css'
import { PanelItem } from '../sales/panel.tsx'
import { nameOf } from './shares.ts'
import { useAccessWords } from './words.ts'

interface ShareLineProps {
  readonly share: AnyRecord
  readonly shares: ChildRecords
  readonly mayEdit: boolean
}

/** With whom, for what, until when and by whom; changed and taken back in place. */
export function ShareLine({ share, shares, mayEdit }: ShareLineProps) {
  const words = useAccessWords()
  const format = useFormat()
  const name = nameOf(share) ?? words.somebody
  const Mark = share.team ? IconUsersGroup : IconUser
  const until = typeof share.until === 'string' ? share.until : null
  const ended = until !== null && Date.parse(until) <= Date.now()
  const details = [
    ...(mayEdit ? [] : [share.access === 'edit' ? words.mayEdit : words.mayRead]),
    ...(until ? [ended ? words.ended : words.for(format.instant(until))] : []),
    ...(share.titles?.createdBy ? [words.by(share.titles.createdBy)] : []),
  ]
  return (
    <PanelItem
      faded={ended}
      icon={<Mark size={16} stroke={1.6} aria-hidden />}
      title={name}
      details={
        <>
          {mayEdit && (
            <NativeSelect
              size="xs"
              variant="unstyled"
              className={classes.select}
              aria-label={words.accessOf(name)}
              value={share.access === 'edit' ? 'edit' : 'read'}
              data={[
                { value: 'read', label: words.mayRead },
                { value: 'edit', label: words.mayEdit },
              ]}
              onChange={(event) => void shares.change(share, { access: event.currentTarget.value })}
            />
          )}
          {details.join(' · ')}
        </>
      }
    >
      {mayEdit && (
        <Tooltip label={words.take(name)}>
          <ActionIcon
            size="sm"
            aria-label={words.take(name)}
            onClick={() => void shares.remove(share, words.taken(name))}
          >
            <IconX size={16} />
          </ActionIcon>
        </Tooltip>
      )}
    </PanelItem>
  )
}
