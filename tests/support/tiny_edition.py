"""A small project with every kind of content that an edition holds, items and sources among it."""

PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60">
<rect width="200" height="60" fill="#eef"/><text x="10" y="30">In the picture</text></svg>"""

BIB = """@book{knuth, author={Donald Knuth}, title={The Book of Type}, year=1984, publisher={AW}}
@book{other, author={Élodie Œuvrard}, title={Efficient offices}, year=2001, publisher={AW}}"""

INDEX = """
Home
====

All of it rests on :cite:`knuth` and :cite:`other`, see :ref:`the matrix <matrix>` [#a]_.
Once more [#a]_ and :term:`resilience`.

.. [#a] A note with *emphasis*.

   And a second paragraph.

.. toctree::
   :numbered:

   items
   matrix
   markup
   glossary
   bibliography

.. toctree::
   :hidden:

   identification
"""

ITEMS = """
Items
=====

.. item:: Strengthen the first thing
   :id: I-01
   :status: open
   :tags: one, two

   :np:`(1) The first sentence stands here.` Then more.

   - a point
   - another

A section
---------

.. item:: The second thing
   :id: I-02

   Body.

   .. item:: A thing inside
      :id: I-03

      Inner body.

.. act:: What was done
   :id: A-01
   :links: I-01, I-01.1

   It was done, says :need:`I-02`.

.. needtable::
   :columns: id;title;outgoing
"""

MATRIX = """
.. _matrix:

Matrix
======

.. container:: landscape

   .. list-table:: Things by report
      :header-rows: 1
      :stub-columns: 1
      :name: tab-matrix

      * - Thing
        - R1
        - R2
      * - :need:`I-01`
        - :need:`reported <A-01>`
        - not reported
      * - :need:`I-02`
        - not in force
        - not reported

After it, :numref:`tab-matrix`.
"""

MARKUP = """
Markup
======

.. figure:: picture.svg
   :alt: A picture
   :name: fig

   The caption, on ``code``

   The legend.

See :numref:`fig`, H\\ :sub:`2`\\ O, x\\ :sup:`2`, *em*, **strong**, :title:`x`, ``#let``.

.. note:: Take care.

.. admonition:: My own title

   Of this box.

.. topic:: A topic

   Its text.

.. rubric:: A rubric

.. code-block:: python
   :caption: Some code

   def f(x):
       return "#x"

(a) first
(b) second

   i. deep

term : classifier
   Definition.

:field: Its value
:other: Another value

-a, --all=FILE  An option.

| A line
|   An inner line
| A last line

..

   A quotation.

   -- Someone

.. container:: lang-fr

   Une citation en français.

A word in :fr:`français` here.

.. centered:: Centred

.. py:function:: call(x, y=1)

   Describes it.

+------+-------+
| a    | b     |
|      +-------+
|      | c     |
+------+-------+
| wide         |
+------+-------+

Deep
~~~~

Deeper
^^^^^^

Text of it.
"""

GLOSSARY = """
Glossary
========

.. glossary::

   resilience
      The ability.

   hybrid
   hybrid threat
      The difficulty.
"""

IDENTIFICATION = """
Identification
==============

:Title: A tiny edition
:Language: English
"""

CONF = """
bibtex_bibfiles = ["refs.bib"]
numfig = True
rst_prolog = '''
.. role:: fr
   :class: lang-fr
'''
typst_editions = [{
    "name": "tiny", "title": "A tiny edition", "subtitle": "Of everything",
    "identification": "identification",
    "cover_lines": ["Only the sources are authentic."], "toc_depth": 3,
}]
"""

FILES = {
    "index.rst": INDEX,
    "items.rst": ITEMS,
    "matrix.rst": MATRIX,
    "markup.rst": MARKUP.replace(", :title:`x`", ""),
    "glossary.rst": GLOSSARY,
    "bibliography.rst": "Bibliography\n============\n\n.. bibliography::\n",
    "identification.rst": IDENTIFICATION,
    "picture.svg": PICTURE,
    "refs.bib": BIB,
}
