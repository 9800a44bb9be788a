from support import TreeTest

import check_templates

TOKEN = '<input type="hidden" name="csrf" value="{{csrf}}">'


class TemplatesTest(TreeTest):
    def check(self, text):
        self.write("features/a/templates/a.tpl", text)
        return check_templates.check(self.root)[0]

    def test_a_form_that_posts_carries_its_token(self):
        self.assertEqual(self.check(f'<form method="post" action="/x">{TOKEN}</form>'), [])
        self.assertEqual(self.check('<form method="get" action="/x"></form>'), [])
        self.assert_one_fault(self.check('\n<form action="/x" method="post"><button>a</button></form>'), "a.tpl:2", "token")

    def test_the_token_of_another_form_does_not_count(self):
        self.assert_one_fault(self.check(f'<form method="post">{TOKEN}</form><form method="post"></form>'), "token")

    def test_nothing_inline(self):
        self.assert_one_fault(self.check('<p style="color:red">x</p>'), "style=")
        self.assert_one_fault(self.check('<a href="/" onclick="x()">x</a>'), "onclick=")
        self.assert_one_fault(self.check("<script>x()</script>"), "<script>")
        self.assertEqual(self.check('<script src="{{js}}" defer></script>'), [])

    def test_nothing_from_elsewhere(self):
        self.assert_one_fault(self.check('<img src="https://example.org/a.png" alt="">'), "another site")
        self.assertEqual(self.check('<a href="https://example.org/">x</a>'), [])

    def test_fields_are_labelled(self):
        self.assert_one_fault(self.check('<input id="a" name="a">'), "label")
        self.assertEqual(self.check('<label for="a">A</label><input id="a" name="a">'), [])
        self.assertEqual(self.check('<label><input type="checkbox" name="b"> B</label>'), [])
        self.assertEqual(self.check('<input name="q" aria-label="Search">'), [])
