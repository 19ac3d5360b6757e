/**
 * The exercise is wrong, not the learner: a dataset that does not load, a reference that fails.
 * It ends the grading, and is never counted against a submission.
 */
export class AuthorFault extends Error {
  readonly code = 'pack-broken';
  override readonly name = 'AuthorFault';
}
