// Where the answers to a comment stand.

/** The lists right below a comment: the open one, and the one in its fold. */
export function answersOf(comment) {
  return [...comment.querySelectorAll(":scope > ol, :scope > details > ol")];
}

/** The list that the next answer to a comment stands in, made where nobody has answered yet. */
export function lastAnswersOf(comment) {
  const last = answersOf(comment).at(-1);
  if (last) return last;
  const list = document.createElement("ol");
  list.className = "comment-answers";
  comment.append(list);
  return list;
}
