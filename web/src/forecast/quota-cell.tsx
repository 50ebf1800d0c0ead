import { Popover, Stack, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ForecastRollUp, RollUpRow } from '@tendero/model/api'
import { useState } from 'react'
import { FormButtons } from '../design/form-buttons.tsx'
import { FormError } from '../design/form-error.tsx'
import { undoable } from '../design/notices.tsx'
import { recordsOf } from '../kernel/api.ts'
import { operationOf } from '../kernel/transport.ts'
import { AmountInput } from './amount-input.tsx'
import classes from './forecast.module.css'
import { refresh } from './quota-data.ts'
import { useForecastFigures } from './use-figures.ts'
import { useForecastWords } from './words.ts'

interface QuotaCellProps {
  readonly rollUp: ForecastRollUp
  readonly row: RollUpRow
  readonly may: boolean
}

/** What somebody is to win in the period; who sets quotas sets it here. */
export function QuotaCell({ rollUp, row, may }: QuotaCellProps) {
  const words = useForecastWords()
  const { money } = useForecastFigures(rollUp.currency)
  const [open, setOpen] = useState(false)
  const { quota } = row
  const sets = may && row.id !== null
  const face = (
    <>
      <span className={sets ? classes.adjusted : undefined}>{quota ? money(quota.amount) : '–'}</span>
      {quota && !quota.given && <span className={classes.below}>{words.summed}</span>}
    </>
  )
  if (!sets) return face
  const title = row.title ?? ''
  return (
    <Popover opened={open} onChange={setOpen} width={280} position="bottom-end" shadow="md" trapFocus withinPortal>
      <Popover.Target>
        <UnstyledButton className={classes.adjustable} onClick={() => setOpen(!open)}>
          <VisuallyHidden>{words.setQuotaOf(title)} </VisuallyHidden>
          {face}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.popover}>
        <Setting rollUp={rollUp} row={row} onDone={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}

interface SettingProps {
  readonly rollUp: ForecastRollUp
  readonly row: RollUpRow
  onDone(): void
}

function Setting({ rollUp, row, onDone }: SettingProps) {
  const words = useForecastWords()
  const title = row.title ?? words.nobody.person
  const [amount, setAmount] = useState(row.quota?.given ? row.quota.amount : undefined)
  const save = useMutation({
    mutationFn: () => keepQuota(rollUp, row, amount),
    onSuccess: async (operationId) => {
      await refresh()
      onDone()
      undoable(amount === undefined ? words.quotaGone(title) : words.quotaSet(title), operationId)
    },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <Stack gap="sm">
        <AmountInput
          autoFocus
          label={words.quotaOf(title)}
          {...(row.quota?.given && { description: words.emptyDeletes })}
          currency={rollUp.currency}
          value={amount}
          onChange={setAmount}
        />
        <FormError error={save.error} />
        <FormButtons disabled={amount === undefined && !row.quota?.given} loading={save.isPending} onCancel={onDone} />
      </Stack>
    </form>
  )
}

/** Makes, changes or, without an amount, deletes the quota of just this period; the operation that did. */
async function keepQuota(
  { period, currency }: ForecastRollUp,
  row: RollUpRow,
  minor: number | undefined,
): Promise<string | undefined> {
  const subject =
    row.kind === 'person'
      ? [{ field: 'owner', op: 'is', value: row.id }]
      : [
          { field: 'owner', op: 'is_empty' },
          { field: 'team', op: 'is', value: row.id },
        ]
  const filter = {
    and: [
      ...subject,
      { field: 'product', op: 'is_empty' },
      { field: 'period', op: 'is', value: period.kind },
      { field: 'startsOn', op: 'is', value: period.startsOn },
    ],
  }
  const {
    items: [known],
  } = await quotas.list({ filter, limit: 1 })
  if (minor === undefined) return known && (await quotas.remove(known.id)).operationId
  const amount = { minor, currency }
  if (known) return operationOf(await quotas.update(known.id, { amount }, known.version))
  const whose = row.kind === 'person' ? { owner: row.id, team: row.parent } : { owner: null, team: row.id }
  return operationOf(await quotas.create({ ...whose, period: period.kind, startsOn: period.startsOn, amount }))
}

const quotas = recordsOf('quotas')
