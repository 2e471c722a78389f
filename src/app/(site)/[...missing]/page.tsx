/** Everything no other page answers: with two root layouts Next has no place of its own for a 404. */
import { notFound } from 'next/navigation'

const Missing = () => notFound()

export default Missing
