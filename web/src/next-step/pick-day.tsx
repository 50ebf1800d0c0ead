import '@mantine/dates/styles.css'
import { DatePicker } from '@mantine/dates'
import { useFormat } from '../kernel/format.ts'
import { useLanguage } from '../kernel/language.ts'

/** A calendar from today on. */
export function PickDay({ onChoose }: { readonly onChoose: (day: string) => void }) {
  const format = useFormat()
  const language = useLanguage()
  return (
    <DatePicker
      locale={language}
      minDate={format.today()}
      highlightToday
      onChange={(day) => {
        if (day) onChoose(day)
      }}
    />
  )
}
