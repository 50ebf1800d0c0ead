import { Button, Group } from '@mantine/core'
import { addDays, instantOf, workday } from '@tendero/model/calendar'
import { useFormat } from '../../kernel/format.ts'
import { useRecordWords } from '../words.ts'

const steps = [
  ['today', 0],
  ['tomorrow', 1],
  ['in3days', 3],
  ['nextWeek', 7],
  ['nextMonth', 30],
] as const

/** The hour at which planned things are due unless one says otherwise. */
const hour = '09:00'

/** Days on which things are mostly planned, one press each; weekends move to the Monday after. */
export function QuickDays({ onChoose }: { readonly onChoose: (at: string) => void }) {
  const { composer: text } = useRecordWords()
  const format = useFormat()
  const choose = (days: number): void => {
    const day = days > 1 ? workday(addDays(format.today(), days)) : addDays(format.today(), days)
    const at = instantOf(format.timeZone, `${day}T${hour}:00`)
    onChoose((at < new Date() ? inAnHour() : at).toISOString())
  }
  return (
    <Group gap={6}>
      {steps.map(([name, days]) => (
        <Button key={name} size="compact-xs" variant="default" onClick={() => choose(days)}>
          {text.quick[name]}
        </Button>
      ))}
    </Group>
  )
}

function inAnHour(): Date {
  const soon = new Date(Date.now() + 3_600_000)
  soon.setMinutes(0, 0, 0)
  return new Date(soon.getTime() + 3_600_000)
}
