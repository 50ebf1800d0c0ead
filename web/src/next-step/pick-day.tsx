import '@mantine/dates/styles.css'
import { DatePicker } from '@mantine/dates'
import { useFormat } from '../kernel/format.ts'
import { useLanguage } from '../kernel/language.ts'

/** A calendar from today on. */
export function PickDay({ onChoose }: { readonly onChoose: (day: string) => void }) {
  const format = useFormat()
  const language = useLanguage()
  const today = format.today()
  return (
    <DatePicker
      locale={language}
      minDate={today}
      getDayProps={(day) => (day === today ? { style: { fontWeight: 700, textDecoration: 'underline' } } : {})}
      onChange={(day) => {
        if (day) onChoose(day)
      }}
    />
  )
}
