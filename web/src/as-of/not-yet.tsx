import { Button, Center, Stack, Text } from '@mantine/core'
import { useLookBack } from './go.ts'
import { useAsOfWords } from './words.ts'

/** In place of a record that was not there on the day. */
export function NotYet() {
  const words = useAsOfWords()
  const lookBack = useLookBack()
  return (
    <Center mih="50vh" p="md">
      <Stack align="center">
        <Text>{words.missing}</Text>
        <Button onClick={() => lookBack(undefined)}>{words.back}</Button>
      </Stack>
    </Center>
  )
}
