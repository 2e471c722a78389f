/** `/admin/board` inside the studio's frame. */

import type { AdminViewServerProps } from 'payload'
import type { ReactNode } from 'react'
import { allows } from '../../domain/rights.ts'
import { addresses } from '../addresses.ts'
import { BoardRoom } from '../rooms.tsx'
import { StudioPage } from '../studio-page.tsx'

export const BoardView = (props: AdminViewServerProps): ReactNode => (
  <StudioPage
    {...props}
    title="人选"
    path="board"
    isFor={(role) => allows(role, 'assets', 'read')}
    asks={(id) => (id ? [addresses.board(id, 0)] : [])}
  >
    <BoardRoom />
  </StudioPage>
)
