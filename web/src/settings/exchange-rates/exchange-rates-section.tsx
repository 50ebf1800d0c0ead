import { ActionIcon, Button, Select, Text } from '@mantine/core'
import { IconArrowsExchange, IconPlus, IconTrash } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Message } from '../../design/page-states.tsx'
import { DayInput } from '../../fields/date.tsx'
import { NumberEntry } from '../../fields/number-entry.tsx'
import { useFormat } from '../../kernel/format.ts'
import { useLanguage, useWords } from '../../kernel/language.ts'
import { fieldOf, useObject } from '../../kernel/metadata.ts'
import { fieldErrors } from '../../kernel/problems.ts'
import { currencies } from '../../kernel/regions.ts'
import { useSession } from '../../kernel/session.ts'
import { type Kept, useAll, useDelete, useSave } from '../data.ts'
import { useDraft } from '../draft.ts'
import { Editor } from '../editor.tsx'
import { useFieldLabels } from '../field-labels.ts'
import { SectionFrame } from '../section-frame.tsx'
import { Line, Sheet } from '../sheet.tsx'
import { useSettingsWords } from '../words.ts'

type Rate = Kept<'exchange_rate'>

export function ExchangeRatesSection() {
  const words = useSettingsWords()
  const rates = useAll('exchange_rate')
  const [asked, setAsked] = useState<{ readonly rate?: Rate } | null>(null)
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAsked({})}>
      {words.rates.add}
    </Button>
  )
  return (
    <SectionFrame {...words.sections['exchange-rates']} width={640} action={rates.length > 0 && add}>
      {rates.length === 0 ? (
        <Message title={words.rates.none} picture={<IconArrowsExchange size={40} stroke={1.2} />} action={add}>
          {words.rates.noneLead}
        </Message>
      ) : (
        <Sheet label={words.sections['exchange-rates'].title}>
          {rates.map((rate) => (
            <RateLine key={rate.id} rate={rate} onOpen={() => setAsked({ rate })} />
          ))}
        </Sheet>
      )}
      {asked && <RateEditor key={asked.rate?.id ?? 'new'} rate={asked.rate} onClose={() => setAsked(null)} />}
    </SectionFrame>
  )
}

function RateLine({ rate, onOpen }: { readonly rate: Rate; readonly onOpen: () => void }) {
  const words = useWords()
  const own = useSettingsWords().rates
  const format = useFormat()
  const remove = useDelete('exchange_rate')
  const called = `${rate.quote}, ${format.day(rate.onDate)}`
  return (
    <Line
      onOpen={onOpen}
      title={own.equation(rate.quote, format.number(Number(rate.rate)), rate.base)}
      subtitle={format.currencyName(rate.quote)}
      cells={
        <Text span size="sm" className="tendero-figures">
          {own.from(format.day(rate.onDate))}
        </Text>
      }
      actions={
        <ActionIcon
          aria-label={`${words.verbs.delete}: ${called}`}
          title={words.verbs.delete}
          onClick={() => remove.mutate({ id: rate.id, said: words.undo.deleted(called) })}
        >
          <IconTrash size={18} stroke={1.6} />
        </ActionIcon>
      }
    />
  )
}

function RateEditor({ rate, onClose }: { readonly rate?: Rate; readonly onClose: () => void }) {
  const words = useWords()
  const own = useSettingsWords().rates
  const language = useLanguage()
  const format = useFormat()
  const label = useFieldLabels('exchange_rate')
  const object = useObject('exchange_rate')
  const onDate = object && fieldOf(object, 'onDate')
  const base = useSession().workspace.baseCurrency
  const options = useMemo(() => currencies(language).filter(({ value }) => value !== base), [language, base])
  const draft = useDraft<{ quote: string | null; onDate: unknown; rate: string | null }>({
    quote: rate?.quote ?? null,
    onDate: rate?.onDate ?? format.today(),
    rate: rate?.rate ?? null,
  })
  const save = useSave('exchange_rate')
  const errors = fieldErrors(save.error, words)
  const { quote, rate: figure } = draft.value
  const day = typeof draft.value.onDate === 'string' ? draft.value.onDate : null
  return (
    <Editor
      title={own.add}
      onClose={onClose}
      idle={!draft.dirty || !quote || !figure || !day}
      saving={save.isPending}
      error={save.error}
      onSave={() =>
        save.mutate(
          {
            id: rate?.id,
            version: rate?.version,
            values: rate ? draft.changes : { ...draft.value, base },
            said: words.undo.saved,
          },
          { onSuccess: onClose },
        )
      }
    >
      <Select
        label={label('quote')}
        required
        searchable
        allowDeselect={false}
        data={options}
        placeholder={words.fields.choose}
        nothingFoundMessage={words.fields.noMatch}
        value={quote}
        error={errors.quote}
        onChange={(chosen) => draft.set({ quote: chosen })}
      />
      <NumberEntry
        label={own.worth(quote ?? '…', base)}
        required
        value={figure}
        error={errors.rate}
        onNumber={(plain) => draft.set({ rate: plain })}
      />
      {onDate && (
        <DayInput
          field={onDate}
          label={onDate.label}
          required
          value={day}
          error={errors.onDate}
          onChange={(chosen) => draft.set({ onDate: chosen })}
        />
      )}
    </Editor>
  )
}
