import { Button, Group } from '@mantine/core'
import { IconTrash, IconUserQuestion } from '@tabler/icons-react'
import type { SingleSignOnProvider } from '@tendero/model/api'
import { failed, notice, offering } from '../../design/notices.tsx'
import { useWords } from '../../kernel/language.ts'
import { fieldErrors } from '../../kernel/problems.ts'
import { useSession } from '../../kernel/session.ts'
import { linkUrl } from '../../kernel/transport.ts'
import { useDraft } from '../draft.ts'
import { Editor } from '../editor.tsx'
import { useSettingsWords } from '../words.ts'
import { ConnectionFields } from './connection-fields.tsx'
import { GroupFields } from './group-fields.tsx'
import { PeopleFields } from './people-fields.tsx'
import { draftOf, isComplete } from './provider-draft.ts'
import { redirectUriOf, restoreProvider, useRemoveProvider, useSaveProvider } from './providers.ts'
import { TrialResult } from './trial-result.tsx'

interface ProviderEditorProps {
  readonly id: string
  /** Without it a new one is made. */
  readonly provider?: SingleSignOnProvider
  readonly onClose: () => void
}

/** Everything about an account that people come in with. */
export function ProviderEditor({ id, provider, onClose }: ProviderEditorProps) {
  const words = useWords()
  const own = useSettingsWords().singleSignOn
  const { user } = useSession()
  const draft = useDraft(draftOf(provider, user.email.split('@').at(-1) ?? ''))
  const save = useSaveProvider()
  const errors = byField(fieldErrors(save.error, words))
  const keep = (): void =>
    save.mutate(
      { id, isNew: !provider, values: provider ? draft.changes : draft.value },
      {
        onSuccess: ({ name }) => {
          notice(own.saved(name))
          onClose()
        },
      },
    )
  return (
    <Editor
      title={provider?.name ?? own.add}
      onClose={onClose}
      onSave={keep}
      idle={!draft.dirty || !isComplete(draft.value)}
      saving={save.isPending}
      error={save.error}
      size={640}
      aside={provider && <Aside provider={provider} onClose={onClose} dirty={draft.dirty} />}
    >
      {provider?.lastTest && <TrialResult trial={provider.lastTest} />}
      <ConnectionFields
        draft={draft}
        errors={errors}
        redirectUri={provider?.redirectUri ?? redirectUriOf(id)}
        hasSecret={provider?.hasSecret ?? false}
      />
      <PeopleFields draft={draft} errors={errors} />
      <GroupFields draft={draft} errors={errors} />
    </Editor>
  )
}

/** The problems of the fields of the form, whatever place within them they are about. */
function byField(errors: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(errors).map(([place, words]) => [place.split('.')[0] ?? place, words]))
}

interface AsideProps {
  readonly provider: SingleSignOnProvider
  readonly onClose: () => void
  /** What is tried out is what was saved. */
  readonly dirty: boolean
}

function Aside({ provider: { id, name }, onClose, dirty }: AsideProps) {
  const words = useWords()
  const own = useSettingsWords().singleSignOn
  const remove = useRemoveProvider()
  const gone = (): void => {
    offering(words.undo.deleted(name), words.verbs.undo, () => void restoreProvider(id).catch(failed))
    onClose()
  }
  return (
    <Group gap={4}>
      <Button
        variant="subtle"
        color="red"
        leftSection={<IconTrash size={16} aria-hidden />}
        loading={remove.isPending}
        onClick={() => remove.mutate(id, { onSuccess: gone, onError: (error) => failed(error) })}
      >
        {words.verbs.delete}
      </Button>
      <Button
        component="a"
        variant="subtle"
        leftSection={<IconUserQuestion size={16} aria-hidden />}
        href={linkUrl(`/single-sign-on/providers/${id}/trial`)}
        data-disabled={dirty || undefined}
        aria-disabled={dirty || undefined}
        onClick={(event) => dirty && event.preventDefault()}
      >
        {own.tryOut}
      </Button>
    </Group>
  )
}
