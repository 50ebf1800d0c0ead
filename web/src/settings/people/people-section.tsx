import { ActionIcon, Avatar, Button, Group, Menu, Switch, Text, TextInput } from '@mantine/core'
import {
  IconDots,
  IconEye,
  IconLink,
  IconPencil,
  IconPlus,
  IconSearch,
  IconShieldOff,
  IconTransfer,
  IconUserCheck,
  IconUserOff,
} from '@tabler/icons-react'
import { folded } from '@tendero/model/folded'
import { useState } from 'react'
import { failed } from '../../design/notices.tsx'
import { Pill } from '../../design/pill.tsx'
import { useWords } from '../../kernel/language.ts'
import { useSession } from '../../kernel/session.ts'
import { beginViewing } from '../../view-as/view-as.ts'
import { useViewAsWords } from '../../view-as/words.ts'
import { type Kept, useAll, useNameOf, useSaveNow } from '../data.ts'
import { useItem } from '../item.ts'
import { SectionFrame } from '../section-frame.tsx'
import { Line, Sheet } from '../sheet.tsx'
import { useSettingsWords } from '../words.ts'
import { useRunningHandOvers } from './hand-over/follow-hand-over.tsx'
import { LeaveSheet } from './hand-over/leave-sheet.tsx'
import { useHandOverWords } from './hand-over/words.ts'
import { type Invited, useInvite } from './invitations.ts'
import { InvitationLink, Invite } from './invite.tsx'
import { OpenInvitations } from './open-invitations.tsx'
import { PersonEditor } from './person-editor.tsx'
import { TakeAwayFactors } from './take-away-factors.tsx'

type Person = Kept<'user'>

type Asked =
  | { readonly invite: true }
  | { readonly factors: Person }
  | { readonly leave: Person }
  | { readonly edit: Person }
  | { readonly link: Invited }
  | null

export function PeopleSection() {
  const words = useSettingsWords()
  const people = useAll('user')
  const [sought, setSought] = useState('')
  const [inactive, setInactive] = useState(false)
  const [asked, setAsked] = useState<Asked>(null)
  const { role } = useSession()
  const [item, openItem] = useItem()
  const left = people.find(({ id, active: stays }) => id === item && !stays)
  useRunningHandOvers(role.administrator, (user) => people.find(({ id }) => id === user)?.name ?? '')
  const shown = people.filter(
    ({ name, email, active }) => (active || inactive) && folded(`${name} ${email}`).includes(folded(sought.trim())),
  )
  const away = people.filter(({ active }) => !active).length
  return (
    <SectionFrame
      {...words.sections.people}
      action={
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAsked({ invite: true })}>
          {words.people.invite}
        </Button>
      }
    >
      <OpenInvitations people={people} />
      <Group justify="space-between" gap="sm">
        <TextInput
          aria-label={words.people.search}
          placeholder={words.people.search}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
          flex="1 1 14rem"
          maw={320}
        />
        {away > 0 && (
          <Switch
            label={words.people.showInactive(away)}
            checked={inactive}
            onChange={(event) => setInactive(event.currentTarget.checked)}
          />
        )}
      </Group>
      {shown.length === 0 ? (
        <Text size="sm" c="dimmed">
          {words.people.nobody}
        </Text>
      ) : (
        <Sheet label={words.sections.people.title}>
          {shown.map((person) => (
            <PersonLine key={person.id} person={person} onAsk={setAsked} />
          ))}
        </Sheet>
      )}
      {asked && 'factors' in asked && <TakeAwayFactors person={asked.factors} onClose={() => setAsked(null)} />}
      {asked && 'invite' in asked && <Invite onClose={() => setAsked(null)} onInvited={(link) => setAsked({ link })} />}
      {asked && 'leave' in asked && <LeaveSheet person={asked.leave} onClose={() => setAsked(null)} />}
      {left && role.administrator && <LeaveSheet person={left} onClose={() => openItem(undefined)} />}
      {asked && 'edit' in asked && <PersonEditor person={asked.edit} onClose={() => setAsked(null)} />}
      {asked && 'link' in asked && <InvitationLink invited={asked.link} onClose={() => setAsked(null)} />}
    </SectionFrame>
  )
}

function PersonLine({ person, onAsk }: { readonly person: Person; readonly onAsk: (asked: Asked) => void }) {
  const words = useSettingsWords().people
  const { user } = useSession()
  const nameOf = useNameOf()
  const role = useAll('role').find(({ id }) => id === person.role)
  const team = useAll('team').find(({ id }) => id === person.team)
  return (
    <Line
      onOpen={() => onAsk({ edit: person })}
      faded={!person.active}
      markSize={2.125}
      mark={<Avatar name={person.name} color="gray" size={34} aria-hidden />}
      title={
        <>
          {person.name}{' '}
          {person.id === user.id && (
            <Text span size="xs" c="dimmed" fw={400}>
              {words.you}
            </Text>
          )}
        </>
      }
      subtitle={person.email}
      cells={
        <>
          {team && <span>{team.name}</span>}
          {role && <Pill color={role.administrator ? 'awning' : 'gray'}>{nameOf(role)}</Pill>}
          {!person.active && <Pill color="orange">{words.inactive}</Pill>}
        </>
      }
      actions={<PersonMenu person={person} onAsk={onAsk} />}
    />
  )
}

function PersonMenu({ person, onAsk }: { readonly person: Person; readonly onAsk: (asked: Asked) => void }) {
  const words = useWords()
  const own = useSettingsWords().people
  const viewAs = useViewAsWords()
  const { role, user, workspace } = useSession()
  const theirs = useAll('role').find(({ id }) => id === person.role)
  const viewable = role.administrator && person.active && person.id !== user.id && theirs?.administrator === false
  const save = useSaveNow('user')
  const invite = useInvite()
  const setActive = (active: boolean): void =>
    save({
      id: person.id,
      version: person.version,
      values: { active },
      said: active ? own.activated(person.name) : own.deactivated(person.name),
    })
  const newLink = (): void => {
    const { name, email, role, team } = person
    invite.mutate({ name, email, role, team: team ?? undefined }, { onSuccess: (link) => onAsk({ link }) })
  }
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon aria-label={own.actionsFor(person.name)}>
          <IconDots size={18} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => onAsk({ edit: person })}>
          {words.verbs.edit}
        </Menu.Item>
        {person.active && (
          <Menu.Item leftSection={<IconLink size={16} aria-hidden />} onClick={newLink}>
            {own.newLink}
          </Menu.Item>
        )}
        {viewable && (
          <Menu.Item
            leftSection={<IconEye size={16} aria-hidden />}
            onClick={() => void beginViewing(person.id, workspace.slug).catch((error: unknown) => failed(error))}
          >
            {viewAs.begin(person.name)}
          </Menu.Item>
        )}
        {person.active && (
          <Menu.Item leftSection={<IconShieldOff size={16} aria-hidden />} onClick={() => onAsk({ factors: person })}>
            {own.takeAwayFactors}
          </Menu.Item>
        )}
        <Menu.Divider />
        {person.active ? (
          <Menu.Item
            c="var(--tendero-danger)"
            leftSection={<IconUserOff size={16} aria-hidden />}
            onClick={() => (role.administrator ? onAsk({ leave: person }) : setActive(false))}
          >
            {own.deactivate}
          </Menu.Item>
        ) : (
          <>
            {role.administrator && <HandOverItem onAsk={() => onAsk({ leave: person })} />}
            <Menu.Item leftSection={<IconUserCheck size={16} aria-hidden />} onClick={() => setActive(true)}>
              {own.activate}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

function HandOverItem({ onAsk }: { readonly onAsk: () => void }) {
  const words = useHandOverWords()
  return (
    <Menu.Item leftSection={<IconTransfer size={16} aria-hidden />} onClick={onAsk}>
      {words.menuItem}
    </Menu.Item>
  )
}
