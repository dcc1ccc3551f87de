// Lists of the replies to a comment.

/** The lists directly below a comment: the open one, and the one in its fold. */
export function answersOf(comment) {
  return [...comment.querySelectorAll(":scope > ol, :scope > details > ol")];
}

/** The list for the next reply to a comment, created if there are no replies yet. */
export function lastAnswersOf(comment) {
  const last = answersOf(comment).at(-1);
  if (last) return last;
  const list = document.createElement("ol");
  list.className = "comment-answers";
  comment.append(list);
  return list;
}
