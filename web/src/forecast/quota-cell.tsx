import { Popover, Stack, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { AnyRecord, ForecastRollUp, Page, RollUpRow } from '@tendero/model/api'
import { useState } from 'react'
import { FormButtons } from '../design/form-buttons.tsx'
import { FormError } from '../design/form-error.tsx'
import { queryClient } from '../kernel/queries.ts'
import { transport } from '../kernel/transport.ts'
import { AmountInput } from './amount-input.tsx'
import classes from './forecast.module.css'
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
  const face = quota ? (
    <>
      {money(quota.amount)}
      {!quota.given && <span className={classes.below}>{words.summed}</span>}
    </>
  ) : (
    '–'
  )
  if (!may || row.id === null) return face
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
  const [amount, setAmount] = useState(row.quota?.given ? row.quota.amount : undefined)
  const save = useMutation({
    mutationFn: () => keepQuota(rollUp, row, amount),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['forecast'] })
      onDone()
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
          label={words.quotaOf(row.title ?? '')}
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

/** Makes, changes or, without an amount, deletes the quota of just this period. */
async function keepQuota(
  { period, currency }: ForecastRollUp,
  row: RollUpRow,
  minor: number | undefined,
): Promise<void> {
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
  const { items } = await transport.request<Page<AnyRecord>>('GET', '/quotas', {
    query: { filter: JSON.stringify(filter), limit: '1' },
  })
  const known = items[0]
  const amount = minor === undefined ? null : { minor, currency }
  if (known && !amount) await transport.request('DELETE', `/quotas/${known.id}`)
  else if (known) await transport.request('PATCH', `/quotas/${known.id}`, { body: { amount } })
  else if (amount)
    await transport.request('POST', '/quotas', {
      body: {
        ...(row.kind === 'person' ? { owner: row.id, team: row.parent } : { owner: null, team: row.id }),
        period: period.kind,
        startsOn: period.startsOn,
        amount,
      },
    })
}
