import '@mantine/dates/styles.css'
import { Button, Group, Modal, Stack } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import { addDays, startOfMonth, startOfQuarter } from '@tendero/model/calendar'
import { useState } from 'react'
import { useFormat } from '../kernel/format.ts'
import { useLanguage, useWords } from '../kernel/language.ts'
import { pastDay } from '../kernel/past-day.ts'
import { askingDay } from './asking-day.ts'
import { useLookBack } from './go.ts'
import { useAsOfWords } from './words.ts'

/** Asks for the day as on which everything is to be seen. */
export function DayDialog() {
  const words = useAsOfWords()
  const common = useWords()
  const format = useFormat()
  const language = useLanguage()
  const lookBack = useLookBack()
  const open = askingDay.use()
  const today = format.today()
  const yesterday = addDays(today, -1)
  const [day, setDay] = useState(pastDay.get() ?? yesterday)
  const close = (): void => askingDay.set(false)
  const show = (chosen: string): void => {
    close()
    lookBack(chosen)
  }
  const presets = {
    month: addDays(startOfMonth(today), -1),
    quarter: addDays(startOfQuarter(today), -1),
    halfYear: addDays(today, -182),
    year: addDays(today, -365),
  }
  return (
    <Modal
      opened={open}
      onClose={close}
      title={words.title}
      size="auto"
      closeButtonProps={{ 'aria-label': common.verbs.close }}
    >
      <Stack align="center" gap="md">
        <Group gap="xs" justify="center" maw={340}>
          {Object.entries(presets).map(([name, preset]) => (
            <Button key={name} size="compact-sm" variant="default" onClick={() => show(preset)}>
              {words.presets[name as keyof typeof presets]}
            </Button>
          ))}
        </Group>
        <DatePicker
          locale={language}
          ariaLabels={common.fields.calendar}
          value={day}
          defaultDate={day}
          maxDate={yesterday}
          onChange={(chosen) => chosen && setDay(chosen)}
        />
        <Button fullWidth onClick={() => show(day)}>
          {words.show} · {format.day(day)}
        </Button>
      </Stack>
    </Modal>
  )
}
