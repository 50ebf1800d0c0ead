import { ActionIcon, Button, Text } from '@mantine/core'
import { IconCornerDownRight, IconPlus, IconUsersGroup } from '@tabler/icons-react'
import { useState } from 'react'
import { Message } from '../../design/page-states.tsx'
import { type Kept, useAll } from '../data.ts'
import { SectionFrame } from '../section-frame.tsx'
import { Line, Sheet } from '../sheet.tsx'
import { useSettingsWords } from '../words.ts'
import { TeamEditor } from './team-editor.tsx'
import { teamTree } from './team-tree.ts'

type Asked = { readonly team?: Kept<'team'>; readonly parent?: string } | null

export function TeamsSection() {
  const words = useSettingsWords()
  const tree = teamTree(useAll('team'))
  const [asked, setAsked] = useState<Asked>(null)
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAsked({})}>
      {words.teams.add}
    </Button>
  )
  return (
    <SectionFrame {...words.sections.teams} action={tree.length > 0 && add}>
      {tree.length === 0 ? (
        <Message title={words.teams.none} picture={<IconUsersGroup size={40} stroke={1.2} />} action={add}>
          {words.teams.noneLead}
        </Message>
      ) : (
        <Sheet label={words.sections.teams.title}>
          {tree.map(({ team, above }) => (
            <TeamLine key={team.id} team={team} depth={above.length} onAsk={setAsked} />
          ))}
        </Sheet>
      )}
      {asked && (
        <TeamEditor
          key={asked.team?.id ?? 'new'}
          team={asked.team}
          parent={asked.parent ?? null}
          onClose={() => setAsked(null)}
        />
      )}
    </SectionFrame>
  )
}

interface TeamLineProps {
  readonly team: Kept<'team'>
  readonly depth: number
  readonly onAsk: (asked: Asked) => void
}

function TeamLine({ team, depth, onAsk }: TeamLineProps) {
  const words = useSettingsWords().teams
  const people = useAll('user')
  const further = useAll('team_member').filter((one) => one.team === team.id)
  const manager = people.find(({ id }) => id === team.manager)
  const members = people.filter(
    ({ id, active, team: main }) => active && (main === team.id || further.some(({ user }) => user === id)),
  )
  return (
    <Line
      indent={depth}
      onOpen={() => onAsk({ team })}
      mark={depth > 0 && <IconCornerDownRight size={16} stroke={1.6} color="var(--mantine-color-dimmed)" aria-hidden />}
      title={team.name}
      subtitle={manager ? words.managedBy(manager.name) : undefined}
      cells={
        <Text span size="sm">
          {words.members(members.length)}
        </Text>
      }
      actions={
        <ActionIcon
          aria-label={words.addBelow(team.name)}
          title={words.addBelow(team.name)}
          onClick={() => onAsk({ parent: team.id })}
        >
          <IconPlus size={18} stroke={1.6} />
        </ActionIcon>
      }
    />
  )
}
