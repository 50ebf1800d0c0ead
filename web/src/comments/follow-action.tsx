import { ActionIcon, Tooltip } from '@mantine/core'
import { IconBellCheck, IconBellPlus } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { Followers } from '@tendero/model/api'
import { failed } from '../design/notices.tsx'
import { keys, queryClient } from '../kernel/queries.ts'
import { transport } from '../kernel/transport.ts'
import type { ExtensionProps } from '../records/extensions.ts'
import { useCommentWords } from './words.ts'

/** Follows a record or no longer, and says who does. What belongs to another record is not followed by itself. */
export function FollowAction({ object, record }: ExtensionProps) {
  return object.settings || object.parent.length > 0 ? null : <Follow object={object} record={record} />
}

function Follow({ object, record }: ExtensionProps) {
  const words = useCommentWords()
  const path = `/${object.collection}/${record.id}`
  const queryKey = [...keys.record(object.name, record.id), 'followers']
  const { data } = useQuery({ queryKey, queryFn: () => transport.request<Followers>('GET', `${path}/followers`) })
  const following = data?.following ?? false
  const change = useMutation({
    mutationFn: () => transport.request<Followers>(following ? 'DELETE' : 'PUT', `${path}/following`),
    onSuccess: (now) => queryClient.setQueryData(queryKey, now),
    onError: (error) => failed(error),
  })
  if (!data) return null
  const names = data.items.map(({ name }) => name).join(', ')
  const verb = following ? words.unfollow : words.follow
  const Mark = following ? IconBellCheck : IconBellPlus
  return (
    <Tooltip label={`${verb}. ${names ? words.followers(names) : words.nobody}`} multiline maw={280}>
      <ActionIcon
        variant="default"
        size={36}
        aria-label={words.follow}
        aria-pressed={following}
        loading={change.isPending}
        onClick={() => change.mutate()}
      >
        <Mark size={18} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  )
}
