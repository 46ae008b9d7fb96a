use std::cmp::Reverse;

/// Where a leaf stands: one step per level, from the outside in.
pub trait Path {
    /// How many steps there are.
    fn depth(&self) -> usize;
    /// Whether step `level` is the key `name`.
    fn is_key(&self, level: usize, name: &[u8]) -> bool;
    /// The index that step `level` is, where it is one.
    fn index(&self, level: usize) -> Option<usize>;
}

/// A pattern of places: `$.a.b`, `$.a[0]`, `$.a[*].b`, `$.a.*`, `$['a b']`, `$..name`, or `*`.
///
/// A pattern covers the place it names and everything below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathPattern {
    steps: Vec<Step>,
    everything: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Key(Box<[u8]>),
    Index(usize),
    AnyIndex,
    Any,
    /// Any number of levels, before the step that follows.
    Descend,
}

/// A pattern cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{path}` is not a path: {reason}")]
pub struct PathError {
    /// As written in the profile.
    pub path: String,
    /// What is wrong with it.
    pub reason: &'static str,
}

impl PathPattern {
    /// Reads a JSON path.
    ///
    /// *Source:* the subset of RFC 9535 without slices, filters and unions; `*` alone is ours and
    /// stands for whatever no other pattern covers.
    ///
    /// # Errors
    /// What is not in the subset.
    pub fn json(path: &str) -> Result<Self, PathError> {
        let fail = |reason| PathError {
            path: path.to_owned(),
            reason,
        };
        if path == "*" {
            return Ok(Self::everything());
        }
        let mut rest = path
            .strip_prefix('$')
            .ok_or_else(|| fail("it begins with `$`, or is `*`"))?;
        let mut steps = Vec::new();
        while !rest.is_empty() {
            rest = json_step(rest, &mut steps).map_err(fail)?;
        }
        Ok(Self {
            steps,
            everything: false,
        })
    }

    /// Reads an XML path: `/order/customer`, `/order/@id`, `//email`, `/order/*`, or `*`.
    ///
    /// # Errors
    /// Anything else of `XPath`.
    pub fn xml(path: &str) -> Result<Self, PathError> {
        let fail = |reason| PathError {
            path: path.to_owned(),
            reason,
        };
        if path == "*" {
            return Ok(Self::everything());
        }
        let mut rest = path;
        let mut steps = Vec::new();
        while steps.is_empty() || !rest.is_empty() {
            rest = if let Some(rest) = rest.strip_prefix("//") {
                steps.push(Step::Descend);
                rest
            } else {
                rest.strip_prefix('/')
                    .ok_or_else(|| fail("it begins with `/`, or is `*`"))?
            };
            let (name, tail) = split_before(rest, '/');
            if name.is_empty() || name.contains(['[', ']', '(', ')']) {
                return Err(fail("a step is a name, `@name` or `*`"));
            }
            steps.push(name_step(name));
            rest = tail;
        }
        Ok(Self {
            steps,
            everything: false,
        })
    }

    fn everything() -> Self {
        Self {
            steps: Vec::new(),
            everything: true,
        }
    }

    /// The deepest level that the pattern covers `path` from, if it covers it at all.
    fn covers(&self, path: &impl Path) -> Option<usize> {
        covers(&self.steps, path, 0)
    }

    /// Exact patterns before wildcards before those that skip levels; `*` comes last.
    fn exactness(&self) -> (bool, Reverse<usize>, Reverse<usize>) {
        let count =
            |wanted: fn(&Step) -> bool| self.steps.iter().filter(|step| wanted(step)).count();
        (
            !self.everything,
            Reverse(count(|step| matches!(step, Step::Descend))),
            Reverse(count(|step| matches!(step, Step::Any | Step::AnyIndex))),
        )
    }
}

fn json_step<'p>(rest: &'p str, steps: &mut Vec<Step>) -> Result<&'p str, &'static str> {
    let rest = if let Some(rest) = rest.strip_prefix("..") {
        steps.push(Step::Descend);
        if rest.starts_with('[') {
            return bracket(rest, steps);
        }
        rest
    } else if let Some(rest) = rest.strip_prefix('.') {
        rest
    } else {
        return bracket(rest, steps);
    };
    let end = rest.find(['.', '[']).unwrap_or(rest.len());
    let (name, tail) = rest.split_at_checked(end).unwrap_or((rest, ""));
    if name.is_empty() {
        return Err("a name is missing after `.`");
    }
    steps.push(name_step(name));
    Ok(tail)
}

fn bracket<'p>(rest: &'p str, steps: &mut Vec<Step>) -> Result<&'p str, &'static str> {
    let inner = rest
        .strip_prefix('[')
        .ok_or("a step begins with `.` or `[`")?;
    for quote in ['\'', '"'] {
        if let Some(quoted) = inner.strip_prefix(quote) {
            let (name, tail) = quoted.split_once(quote).ok_or("a quote is not closed")?;
            steps.push(Step::Key(name.as_bytes().into()));
            return tail.strip_prefix(']').ok_or("`]` is missing");
        }
    }
    let (index, tail) = inner.split_once(']').ok_or("`]` is missing")?;
    steps.push(if index == "*" {
        Step::AnyIndex
    } else {
        Step::Index(index.parse().map_err(|_| "an index is a number or `*`")?)
    });
    Ok(tail)
}

fn name_step(name: &str) -> Step {
    if name == "*" {
        Step::Any
    } else {
        Step::Key(name.as_bytes().into())
    }
}

fn split_before(text: &str, mark: char) -> (&str, &str) {
    text.find(mark)
        .and_then(|at| text.split_at_checked(at))
        .unwrap_or((text, ""))
}

fn covers(steps: &[Step], path: &impl Path, mut level: usize) -> Option<usize> {
    for (number, step) in steps.iter().enumerate() {
        if *step == Step::Descend {
            let rest = steps.get(number + 1..).unwrap_or_default();
            return (level..path.depth())
                .rev()
                .find_map(|from| covers(rest, path, from));
        }
        let fits = level < path.depth()
            && match step {
                Step::Key(name) => path.is_key(level, name),
                Step::Index(wanted) => path.index(level) == Some(*wanted),
                Step::AnyIndex => path.index(level).is_some(),
                Step::Any | Step::Descend => true,
            };
        if !fits {
            return None;
        }
        level += 1;
    }
    Some(level)
}

/// Patterns, of which the most specific one decides.
///
/// *Guarantees:* the pattern that names the deepest place wins; of two for one place the more exact
/// one; of two alike the first.
#[derive(Debug, Clone, Default)]
pub struct PathSet {
    patterns: Vec<PathPattern>,
}

impl PathSet {
    /// A set of patterns; answers are indices into this order.
    pub fn new(patterns: Vec<PathPattern>) -> Self {
        Self { patterns }
    }

    /// The pattern that decides on `path`.
    pub fn decide(&self, path: &impl Path) -> Option<usize> {
        self.patterns
            .iter()
            .enumerate()
            .filter_map(|(index, pattern)| {
                let depth = pattern.covers(path)?;
                Some(((depth, pattern.exactness(), Reverse(index)), index))
            })
            .max()
            .map(|(_, index)| index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keys, and indices where a step is a number.
    impl Path for Vec<&str> {
        fn depth(&self) -> usize {
            self.len()
        }
        fn is_key(&self, level: usize, name: &[u8]) -> bool {
            self[level].as_bytes() == name
        }
        fn index(&self, level: usize) -> Option<usize> {
            self[level].parse().ok()
        }
    }

    fn decide(patterns: &[&str], path: &[&str]) -> Option<usize> {
        let patterns = patterns.iter().map(|p| PathPattern::json(p).unwrap());
        PathSet::new(patterns.collect()).decide(&path.to_vec())
    }

    #[test]
    fn exact_comes_before_wildcard_before_everything() {
        let set = ["*", "$..name", "$.a[*].name", "$.a[0].name"];
        assert_eq!(decide(&set, &["a", "0", "name"]), Some(3));
        assert_eq!(decide(&set, &["a", "1", "name"]), Some(2));
        assert_eq!(decide(&set, &["b", "name"]), Some(1));
        assert_eq!(decide(&set, &["b", "other"]), Some(0));
        assert_eq!(decide(&set[1..], &["b", "other"]), None);
    }

    #[test]
    fn a_pattern_covers_what_is_below() {
        let set = ["$.tags", "$..mail", "$"];
        assert_eq!(decide(&set, &["tags", "3"]), Some(0));
        assert_eq!(decide(&set, &["tags", "3", "mail", "x"]), Some(1));
        assert_eq!(decide(&set, &["else"]), Some(2));
        assert_eq!(decide(&["$", "*"], &["else"]), Some(0));
    }

    #[test]
    fn names_may_be_quoted() {
        assert_eq!(decide(&["$['a.b']"], &["a.b"]), Some(0));
        assert_eq!(decide(&["$..['a b'].*"], &["x", "a b", "c"]), Some(0));
    }

    #[test]
    fn what_is_no_path_is_refused() {
        for path in [
            "", "a", "$a", "$.", "$.a[", "$.a[x]", "$['a", "$['a'", "$.a..", "$[-1]",
        ] {
            assert!(PathPattern::json(path).is_err(), "{path}");
        }
        for path in ["", "a", "/", "/a//", "/a[1]", "/text()"] {
            assert!(PathPattern::xml(path).is_err(), "{path}");
        }
    }

    #[test]
    fn xml_paths_have_names_and_attributes() {
        let set = PathSet::new(vec![
            PathPattern::xml("//email").unwrap(),
            PathPattern::xml("/order/@id").unwrap(),
            PathPattern::xml("/order/*").unwrap(),
        ]);
        assert_eq!(set.decide(&vec!["order", "to", "email"]), Some(0));
        assert_eq!(set.decide(&vec!["order", "@id"]), Some(1));
        assert_eq!(set.decide(&vec!["order", "to"]), Some(2));
    }
}
