import { Stack } from '@mantine/core'
import type { Holding } from '@tendero/model/api'
import { useCatalogue } from '../../../kernel/metadata.ts'
import { useAll } from '../../data.ts'
import { SuccessorChoice } from './successor-choice.tsx'
import { asTheRest, countsBy, nobody, type SuccessorsDraft } from './successors-draft.ts'
import { useHandOverWords } from './words.ts'

interface SuccessorExceptionsProps {
  readonly leaver: string
  readonly held: readonly Holding[]
  readonly draft: SuccessorsDraft
  readonly onChange: (draft: SuccessorsDraft) => void
}

/** Other people for one kind of record, or for what belongs to a team. */
export function SuccessorExceptions({ leaver, held, draft, onChange }: SuccessorExceptionsProps) {
  const words = useHandOverWords()
  const catalogue = useCatalogue()
  const teams = useAll('team')
  const heldTeams = countsBy(held, 'team')
  const staying = { value: nobody, label: words.stays }
  return (
    <Stack gap="sm">
      {heldTeams.length > 1 &&
        heldTeams.map(([team]) => (
          <SuccessorChoice
            key={team}
            label={words.forTeam(teams.find(({ id }) => id === team)?.name ?? team)}
            leaver={leaver}
            others={[{ value: asTheRest, label: words.asTheRest }, staying]}
            value={draft.teams[team] ?? asTheRest}
            onChange={(choice) => onChange({ ...draft, teams: { ...draft.teams, [team]: choice } })}
          />
        ))}
      {countsBy(held, 'object').map(([object]) => (
        <SuccessorChoice
          key={object}
          label={words.forObject(catalogue.object(object)?.label.many ?? object)}
          leaver={leaver}
          others={[{ value: asTheRest, label: heldTeams.length > 1 ? words.asTeamOrRest : words.asTheRest }, staying]}
          value={draft.objects[object] ?? asTheRest}
          onChange={(choice) => onChange({ ...draft, objects: { ...draft.objects, [object]: choice } })}
        />
      ))}
    </Stack>
  )
}
