import { Button, Group, NativeSelect, NumberInput, Select, SimpleGrid, Stack, Switch, TextInput } from '@mantine/core'
import { useMemo } from 'react'
import { FormError } from '../../design/form-error.tsx'
import { useFormat } from '../../kernel/format.ts'
import { useLanguage, useWords } from '../../kernel/language.ts'
import { languageNames } from '../../kernel/language-names.ts'
import { fieldErrors } from '../../kernel/problems.ts'
import { countries, timeZones } from '../../kernel/regions.ts'
import { type Kept, useAll, useSave } from '../data.ts'
import { useDraft } from '../draft.ts'
import { useFieldLabels } from '../field-labels.ts'
import { SectionFrame } from '../section-frame.tsx'
import { useSettingsWords } from '../words.ts'
import { FileRoomPart } from './file-room.tsx'

export function WorkspaceSection() {
  const words = useSettingsWords()
  const [company] = useAll('workspace')
  return (
    <SectionFrame {...words.sections.workspace} width={560}>
      {company && (
        <>
          <CompanyForm key={company.version} company={company} />
          <FileRoomPart version={company.version} />
        </>
      )}
    </SectionFrame>
  )
}

/** The months with their names, 1 to 12. */
function monthsOf(language: string): { value: string; label: string }[] {
  const names = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' })
  return Array.from({ length: 12 }, (_, month) => ({
    value: String(month + 1),
    label: names.format(new Date(Date.UTC(2024, month, 1))),
  }))
}

function CompanyForm({ company }: { readonly company: Kept<'workspace'> }) {
  const words = useWords()
  const own = useSettingsWords()
  const language = useLanguage()
  const format = useFormat()
  const label = useFieldLabels('workspace')
  const save = useSave('workspace')
  const draft = useDraft({
    name: company.name,
    country: company.country,
    language: company.language,
    timeZone: company.timeZone,
    fiscalYearStart: company.fiscalYearStart,
    fileLimit: company.fileLimit,
    fileQuota: company.fileQuota,
    secondFactorRequired: company.secondFactorRequired,
  })
  const options = useMemo(
    () => ({ countries: countries(language), zones: timeZones(), months: monthsOf(language) }),
    [language],
  )
  const errors = fieldErrors(save.error, words)
  const choice = { searchable: true, allowDeselect: false, nothingFoundMessage: words.fields.noMatch } as const
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ id: company.id, version: company.version, values: draft.changes, said: words.undo.saved })
      }}
    >
      <Stack>
        <FormError error={save.error} />
        <TextInput
          label={label('name')}
          required
          autoComplete="organization"
          value={draft.value.name}
          error={errors.name}
          onChange={(event) => draft.set({ name: event.currentTarget.value })}
        />
        <TextInput
          label={label('slug')}
          description={own.workspace.slugLead}
          value={company.slug}
          readOnly
          variant="filled"
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <Select
            {...choice}
            label={label('country')}
            data={options.countries}
            value={draft.value.country}
            error={errors.country}
            onChange={(country) => country && draft.set({ country })}
          />
          <Select
            label={label('language')}
            data={languageNames}
            allowDeselect={false}
            value={draft.value.language}
            error={errors.language}
            onChange={(chosen) => chosen && draft.set({ language: chosen })}
          />
          <Select
            {...choice}
            label={label('timeZone')}
            limit={60}
            data={[...options.zones]}
            value={draft.value.timeZone}
            error={errors.timeZone}
            onChange={(timeZone) => timeZone && draft.set({ timeZone })}
          />
          <NativeSelect
            label={label('fiscalYearStart')}
            data={options.months}
            value={String(draft.value.fiscalYearStart)}
            error={errors.fiscalYearStart}
            onChange={(event) => draft.set({ fiscalYearStart: Number(event.currentTarget.value) })}
          />
          {(['fileLimit', 'fileQuota'] as const).map((name) => (
            <NumberInput
              key={name}
              label={label(name)}
              min={1}
              allowDecimal={false}
              hideControls
              value={draft.value[name]}
              error={errors[name]}
              onChange={(typed) => draft.set({ [name]: typeof typed === 'number' ? typed : company[name] })}
            />
          ))}
        </SimpleGrid>
        <TextInput
          label={label('baseCurrency')}
          description={own.workspace.currencyLead}
          value={`${company.baseCurrency} – ${format.currencyName(company.baseCurrency)}`}
          readOnly
          variant="filled"
        />
        <Switch
          label={label('secondFactorRequired')}
          description={own.workspace.secondFactorLead}
          checked={draft.value.secondFactorRequired}
          onChange={(event) => draft.set({ secondFactorRequired: event.currentTarget.checked })}
        />
        <Group>
          <Button type="submit" disabled={!draft.dirty || draft.value.name.trim() === ''} loading={save.isPending}>
            {words.verbs.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
