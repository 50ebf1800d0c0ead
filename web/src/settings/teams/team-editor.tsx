import { Button, MultiSelect, Select, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useWords } from '../../kernel/language.ts'
import { fieldErrors } from '../../kernel/problems.ts'
import { type Kept, useAll, useDelete, useSave } from '../data.ts'
import { useDraft } from '../draft.ts'
import { Editor } from '../editor.tsx'
import { useFieldLabels } from '../field-labels.ts'
import { useTeamOptions, useUserOptions } from '../people/options.ts'
import { useSettingsWords } from '../words.ts'
import { changeMainTeam, changeMembers } from './memberships.ts'
import { branchOf, teamTree } from './team-tree.ts'

interface TeamEditorProps {
  /** Without it a new one. */
  readonly team?: Kept<'team'>
  readonly parent: string | null
  readonly onClose: () => void
}

export function TeamEditor({ team, parent, onClose }: TeamEditorProps) {
  const words = useWords()
  const own = useSettingsWords().teams
  const label = useFieldLabels('team')
  const tree = teamTree(useAll('team'))
  const people = useAll('user')
  const memberships = useAll('team_member').filter((one) => one.team === team?.id)
  const main = people.filter((person) => team && person.team === team.id)
  const draft = useDraft({ name: team?.name ?? '', parent: team?.parent ?? parent, manager: team?.manager ?? null })
  const members = useDraft({ main: main.map(({ id }) => id), users: memberships.map(({ user }) => user) })
  const save = useSave('team')
  const join = useMutation({
    mutationFn: async (id: string) => {
      if (members.changes.main) await changeMainTeam(id, main, members.value.main)
      if (members.changes.users) await changeMembers(id, memberships, members.value.users)
    },
  })
  const remove = useDelete('team')
  const error = save.error ?? join.error
  const errors = fieldErrors(error, words)
  const submit = async (): Promise<void> => {
    const saved =
      draft.dirty || !team
        ? await save.mutateAsync({
            id: team?.id,
            version: team?.version,
            values: team ? draft.changes : draft.value,
            said: own.saved(draft.value.name),
          })
        : team
    if (members.dirty) await join.mutateAsync(saved.id)
    onClose()
  }
  const inUse = main.length + memberships.length > 0 || tree.some((one) => team && one.team.parent === team.id)
  const everyone = useUserOptions()
  const choice = { searchable: true, clearable: true, nothingFoundMessage: words.fields.noMatch } as const
  return (
    <Editor
      title={team ? team.name : own.add}
      onClose={onClose}
      idle={(!(draft.dirty || members.dirty) && team !== undefined) || draft.value.name.trim() === ''}
      saving={save.isPending || join.isPending}
      error={error}
      onSave={() => void submit().catch(() => {})}
      aside={
        team && (
          <Button
            variant="subtle"
            color="red"
            disabled={inUse}
            loading={remove.isPending}
            onClick={() => remove.mutate({ id: team.id, said: words.undo.deleted(team.name) }, { onSuccess: onClose })}
          >
            {words.verbs.delete}
          </Button>
        )
      }
    >
      <TextInput
        label={label('name')}
        required
        data-autofocus={team ? undefined : true}
        value={draft.value.name}
        error={errors.name}
        onChange={(event) => draft.set({ name: event.currentTarget.value })}
      />
      <Select
        {...choice}
        label={label('parent')}
        clearButtonProps={{ 'aria-label': words.fields.clear(label('parent')) }}
        placeholder={own.top}
        data={useTeamOptions(team ? branchOf(tree, team.id) : undefined)}
        value={draft.value.parent}
        error={errors.parent}
        onChange={(chosen) => draft.set({ parent: chosen })}
      />
      <Select
        {...choice}
        label={label('manager')}
        clearButtonProps={{ 'aria-label': words.fields.clear(label('manager')) }}
        placeholder={words.common.none}
        data={useUserOptions(draft.value.manager)}
        value={draft.value.manager}
        error={errors.manager}
        onChange={(chosen) => draft.set({ manager: chosen })}
      />
      <MultiSelect
        searchable
        label={own.mainMembers}
        description={own.mainMembersLead}
        nothingFoundMessage={words.fields.noMatch}
        data={everyone}
        value={members.value.main}
        onChange={(users) => members.set({ main: users })}
      />
      <MultiSelect
        searchable
        label={own.furtherMembers}
        description={own.furtherMembersLead}
        nothingFoundMessage={words.fields.noMatch}
        data={everyone.filter(({ value }) => !members.value.main.includes(value))}
        value={members.value.users}
        onChange={(users) => members.set({ users })}
      />
      {team && inUse && (
        <Text size="xs" c="dimmed">
          {own.deleteLater}
        </Text>
      )}
    </Editor>
  )
}
