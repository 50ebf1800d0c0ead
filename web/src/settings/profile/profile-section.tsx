import { Button, Group, Select, Stack, Switch, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { isLanguage } from '@tendero/model/translated'
import { FormError } from '../../design/form-error.tsx'
import { singleKeys } from '../../design/keyboard.ts'
import { AnchorLink } from '../../design/links.tsx'
import { notice } from '../../design/notices.tsx'
import { api } from '../../kernel/api.ts'
import { speak, useWords } from '../../kernel/language.ts'
import { languageNames } from '../../kernel/language-names.ts'
import { fieldErrors } from '../../kernel/problems.ts'
import { keys, queryClient, sessionQuery } from '../../kernel/queries.ts'
import { timeZones } from '../../kernel/regions.ts'
import { useSession } from '../../kernel/session.ts'
import { useDraft } from '../draft.ts'
import { Part, SectionFrame } from '../section-frame.tsx'
import { useSettingsWords } from '../words.ts'
import { ColourScheme } from './colour-scheme.tsx'

export function ProfileSection() {
  const words = useSettingsWords()
  const { user } = useSession()
  const plain = singleKeys.use()
  return (
    <SectionFrame {...words.sections.profile} width={560}>
      <AboutMe key={`${user.name} ${user.language} ${user.timeZone}`} />
      <Part title={words.profile.screen}>
        <Stack>
          <ColourScheme />
          <Switch
            label={words.profile.singleKeys}
            description={words.profile.singleKeysLead}
            checked={plain}
            onChange={(event) => singleKeys.set(event.currentTarget.checked)}
          />
        </Stack>
      </Part>
    </SectionFrame>
  )
}

function AboutMe() {
  const { session: shared, fields, verbs, welcome, undo, errors: _ } = useWords()
  const words = useWords()
  const { user, workspace } = useSession()
  const own = useSettingsWords().profile
  const draft = useDraft({ name: user.name, language: user.language, timeZone: user.timeZone })
  const save = useMutation({
    mutationFn: () => api.changeMe(draft.changes),
    onSuccess: async () => {
      const session = await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 })
      await speak(session.user.language)
      await queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.session[0] })
      notice(undo.saved)
    },
  })
  const errors = fieldErrors(save.error, words)
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <Stack>
        <FormError error={save.error} />
        <TextInput
          label={shared.name}
          autoComplete="name"
          required
          value={draft.value.name}
          error={errors.name}
          onChange={(event) => draft.set({ name: event.currentTarget.value })}
        />
        <TextInput
          label={shared.email}
          description={
            <AnchorLink inherit to="/w/$slug/settings/$section" params={{ slug: workspace.slug, section: 'security' }}>
              {own.emailLead}
            </AnchorLink>
          }
          value={user.email}
          readOnly
          variant="filled"
        />
        <Select
          label={shared.language}
          data={languageNames}
          allowDeselect={false}
          value={draft.value.language}
          onChange={(language) => isLanguage(language) && draft.set({ language })}
        />
        <Select
          label={welcome.timeZone}
          searchable
          allowDeselect={false}
          limit={60}
          data={[...timeZones()]}
          nothingFoundMessage={fields.noMatch}
          value={draft.value.timeZone}
          error={errors.timeZone}
          onChange={(timeZone) => timeZone && draft.set({ timeZone })}
        />
        <Group>
          <Button type="submit" disabled={!draft.dirty || draft.value.name.trim() === ''} loading={save.isPending}>
            {verbs.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
