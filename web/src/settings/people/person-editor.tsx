import { MultiSelect, Select, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { undoable } from '../../design/notices.tsx'
import { useWords } from '../../kernel/language.ts'
import { fieldErrors } from '../../kernel/problems.ts'
import { timeZones } from '../../kernel/regions.ts'
import { type Kept, useAll, useSave } from '../data.ts'
import { useDraft } from '../draft.ts'
import { Editor } from '../editor.tsx'
import { useFieldLabels } from '../field-labels.ts'
import { changeMemberships } from '../teams/memberships.ts'
import { useSettingsWords } from '../words.ts'
import { useRoleOptions, useTeamOptions } from './options.ts'

const languageNames = [
  { value: 'en', label: 'English' },
  { value: 'es', label: 'Español' },
  { value: 'et', label: 'Eesti' },
]

export function PersonEditor({ person, onClose }: { readonly person: Kept<'user'>; readonly onClose: () => void }) {
  const words = useWords()
  const own = useSettingsWords().people
  const label = useFieldLabels('user')
  const memberships = useAll('team_member').filter(({ user }) => user === person.id)
  const { name, jobTitle, role, team, language, timeZone } = person
  const draft = useDraft({ name, jobTitle, role, team, language, timeZone })
  const further = useDraft({ teams: memberships.map((one) => one.team) })
  const save = useSave('user')
  const join = useMutation({
    mutationFn: () => changeMemberships(person.id, memberships, further.value.teams),
    onSuccess: (operationId) => {
      if (!draft.dirty) undoable(own.saved(person.name), operationId)
    },
  })
  const error = save.error ?? join.error
  const errors = fieldErrors(error, words)
  const submit = async (): Promise<void> => {
    if (further.dirty) await join.mutateAsync()
    if (draft.dirty)
      await save.mutateAsync({
        id: person.id,
        version: person.version,
        values: draft.changes,
        said: own.saved(draft.value.name),
      })
    onClose()
  }
  const choice = { nothingFoundMessage: words.fields.noMatch, searchable: true } as const
  const clearable = (field: string) =>
    ({ clearable: true, clearButtonProps: { 'aria-label': words.fields.clear(label(field)) } }) as const
  return (
    <Editor
      title={person.name}
      onClose={onClose}
      idle={!(draft.dirty || further.dirty) || draft.value.name.trim() === ''}
      saving={save.isPending || join.isPending}
      error={error}
      onSave={() => void submit().catch(() => {})}
    >
      <TextInput
        label={label('name')}
        required
        value={draft.value.name}
        error={errors.name}
        onChange={(event) => draft.set({ name: event.currentTarget.value })}
      />
      <TextInput label={label('email')} description={own.emailLead} readOnly variant="filled" value={person.email} />
      <TextInput
        label={label('jobTitle')}
        value={draft.value.jobTitle ?? ''}
        error={errors.jobTitle}
        onChange={(event) => draft.set({ jobTitle: event.currentTarget.value || null })}
      />
      <Select
        label={label('role')}
        allowDeselect={false}
        data={useRoleOptions()}
        value={draft.value.role}
        error={errors.role}
        onChange={(chosen) => chosen && draft.set({ role: chosen })}
      />
      <Select
        {...choice}
        {...clearable('team')}
        label={label('team')}
        description={own.teamLead}
        data={useTeamOptions()}
        placeholder={words.common.none}
        value={draft.value.team}
        error={errors.team}
        onChange={(chosen) => draft.set({ team: chosen })}
      />
      <MultiSelect
        {...choice}
        label={own.furtherTeams}
        data={useTeamOptions(new Set(draft.value.team ? [draft.value.team] : []))}
        value={further.value.teams}
        onChange={(teams) => further.set({ teams })}
      />
      <Select
        label={label('language')}
        {...clearable('language')}
        data={languageNames}
        placeholder={own.asCompany}
        value={draft.value.language}
        onChange={(chosen) => draft.set({ language: chosen })}
      />
      <Select
        {...choice}
        {...clearable('timeZone')}
        label={label('timeZone')}
        limit={60}
        data={[...timeZones()]}
        placeholder={own.asCompany}
        value={draft.value.timeZone}
        error={errors.timeZone}
        onChange={(chosen) => draft.set({ timeZone: chosen })}
      />
    </Editor>
  )
}
