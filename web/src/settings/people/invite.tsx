import { Button, CopyButton, Group, Modal, Select, Stack, Switch, Text, TextInput } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { isLanguage } from '@tendero/model/translated'
import { Callout } from '../../design/callout.tsx'
import { useFormat } from '../../kernel/format.ts'
import { useWords } from '../../kernel/language.ts'
import { languageNames } from '../../kernel/language-names.ts'
import { fieldErrors } from '../../kernel/problems.ts'
import { useAll } from '../data.ts'
import { useDraft } from '../draft.ts'
import { Editor } from '../editor.tsx'
import { useFieldLabels } from '../field-labels.ts'
import { useSettingsWords } from '../words.ts'
import { type Invited, useInvite } from './invitations.ts'
import { useRoleOptions, useTeamOptions } from './options.ts'

interface InviteProps {
  readonly onClose: () => void
  readonly onInvited: (invited: Invited) => void
}

export function Invite({ onClose, onInvited }: InviteProps) {
  const words = useWords()
  const own = useSettingsWords().people
  const label = useFieldLabels('user')
  const roles = useAll('role')
  const plainRole = roles.findLast(({ administrator }) => !administrator) ?? roles[0]
  const [company] = useAll('workspace')
  const language = isLanguage(company?.language) ? company.language : 'en'
  const draft = useDraft({ name: '', email: '', role: plainRole?.id ?? '', team: '', language, mail: true })
  const invite = useInvite({ quietly: true })
  const errors = fieldErrors(invite.error, words)
  const { name, email, role, team, mail } = draft.value
  return (
    <Editor
      title={own.inviteTitle}
      saveLabel={own.makeLink}
      onClose={onClose}
      idle={name.trim() === '' || email.trim() === ''}
      saving={invite.isPending}
      error={invite.error}
      onSave={() =>
        invite.mutate(
          {
            name: name.trim(),
            email: email.trim(),
            role,
            team: team || undefined,
            language: draft.value.language,
            mail,
          },
          { onSuccess: onInvited },
        )
      }
    >
      <Text size="sm" c="dimmed">
        {own.inviteLead}
      </Text>
      <TextInput
        label={label('name')}
        required
        data-autofocus
        autoComplete="off"
        value={name}
        error={errors.name}
        onChange={(event) => draft.set({ name: event.currentTarget.value })}
      />
      <TextInput
        label={label('email')}
        required
        type="email"
        autoComplete="off"
        value={email}
        error={errors.email && words.errors.fields.not_an_email}
        onChange={(event) => draft.set({ email: event.currentTarget.value })}
      />
      <Select
        label={label('role')}
        allowDeselect={false}
        data={useRoleOptions()}
        value={role}
        error={errors.role}
        onChange={(chosen) => chosen && draft.set({ role: chosen })}
      />
      <Select
        label={label('team')}
        data={useTeamOptions()}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': words.fields.clear(label('team')) }}
        placeholder={words.common.none}
        nothingFoundMessage={words.fields.noMatch}
        value={team || null}
        error={errors.team}
        onChange={(chosen) => draft.set({ team: chosen ?? '' })}
      />
      <Select
        label={own.mailLanguage}
        data={languageNames}
        allowDeselect={false}
        value={draft.value.language}
        onChange={(chosen) => isLanguage(chosen) && draft.set({ language: chosen })}
      />
      <Switch
        label={own.byMail}
        checked={mail}
        onChange={(event) => draft.set({ mail: event.currentTarget.checked })}
      />
    </Editor>
  )
}

/** The link, once: it is not kept where it could be read again. */
export function InvitationLink({ invited, onClose }: { readonly invited: Invited; readonly onClose: () => void }) {
  const words = useWords()
  const own = useSettingsWords().people
  const format = useFormat()
  return (
    <Modal
      opened
      onClose={onClose}
      title={own.linkTitle(invited.name)}
      size="lg"
      closeButtonProps={{ 'aria-label': words.verbs.close }}
    >
      <Stack>
        {invited.mailed && <Callout tone="good">{own.mailed(invited.email)}</Callout>}
        <Text size="sm">{own.linkLead(invited.email, format.instant(invited.expiresAt))}</Text>
        <Secret value={invited.link} label={own.link} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {words.verbs.done}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

/** Something to be copied now, because it is shown only once. */
export function Secret({ value, label }: { readonly value: string; readonly label: string }) {
  const words = useWords()
  return (
    <Group gap="xs" wrap="nowrap" align="flex-end">
      <TextInput
        label={label}
        readOnly
        flex={1}
        miw={0}
        value={value}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button
            onClick={copy}
            data-autofocus
            leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
          >
            {copied ? words.verbs.copied : words.verbs.copy}
          </Button>
        )}
      </CopyButton>
    </Group>
  )
}
